// Two panes and a sash between them: beside each other, or one above the other where it is narrow. (The split layout of
// vscode-elements cannot be moved by keyboard.)
import { h } from './dom.ts';

export interface Split {
  readonly element: HTMLElement;
  /** `share`: what the first pane gets, 0.2 to 0.8; `both`: the second pane is there at all. */
  draw(share: number, both: boolean): void;
}

/** Below this width the panes lie one above the other. */
const narrow = 780;

/** Panes `first` and `second`; `onMove` is told the new share. */
export function createSplit(first: HTMLElement, second: HTMLElement, onMove: (share: number) => void): Split {
  const sash = h('div', {
    class: 'sash',
    role: 'separator',
    tabIndex: 0,
    title: 'Drag, or use the arrow keys, to resize; double-click to reset',
    aria: { label: 'Resize list and event', valuemin: '20', valuemax: '80' },
  });
  const element = h('div', { class: 'split' }, first, sash, second);
  let share = 0.5;
  const stacked = () => element.classList.contains('stacked');

  sash.addEventListener('pointerdown', (down) => {
    down.preventDefault();
    sash.setPointerCapture(down.pointerId);
    const box = element.getBoundingClientRect();
    const move = (event: PointerEvent) =>
      onMove(stacked() ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width);
    sash.addEventListener('pointermove', move);
    sash.addEventListener('lostpointercapture', () => sash.removeEventListener('pointermove', move), { once: true });
  });
  sash.addEventListener('dblclick', () => onMove(0.55));
  sash.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -0.03, ArrowUp: -0.03, ArrowRight: 0.03, ArrowDown: 0.03, Home: -1, End: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(share + step);
  });
  new ResizeObserver(() => {
    element.classList.toggle('stacked', element.clientWidth < narrow);
    sash.setAttribute('aria-orientation', stacked() ? 'horizontal' : 'vertical');
  }).observe(element);

  return {
    element,
    draw(next, both) {
      share = next;
      element.classList.toggle('both', both);
      second.hidden = !both;
      sash.hidden = !both;
      first.style.flexBasis = both ? `${next * 100}%` : '100%';
      sash.setAttribute('aria-valuenow', String(Math.round(next * 100)));
    },
  };
}
