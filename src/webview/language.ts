// Imported before all else. A browser under LANG=C says its language is `en-US@posix`; uPlot hands that to Intl while it is being
// loaded, and the page would end there.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
