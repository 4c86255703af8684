// How old something is that was made or read, in words.

/** `2 days ago`, in the largest unit that fits; `now` for less than a minute. */
export function age(milliseconds: number, now = 'a moment ago'): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes === 0) return now;
  const [count, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 48 * 60 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
