/**
 * Work with lists by keyboard. Sent by itself, in under a kilobyte, to pages that have no other script, and to those that
 * have; nothing is missing without it. It moves the real focus, so that Enter, Space and readers do what they always do,
 * and stays out of the way while somebody types, holds a modifier, or is elsewhere than on the page or in a list.
 *
 * A list is whatever carries `data-keys`; its rows are those with a link. What `g` and a letter open are the links of the
 * help itself (`data-go`). Whoever does not want keys of one letter turns them off there (WCAG 2.1.4).
 */
const OFF = 'keys-off';
const TYPED = 'input:not([type=checkbox]),textarea,select,[contenteditable]';
const help = document.getElementById('keys') as HTMLDialogElement;
const off = help.querySelector('input')!;
const opener = document.querySelector<HTMLElement>('[popovertarget=keys]')!;
let isGoing = false;

opener.hidden = false;
off.checked = localStorage.getItem(OFF) !== null;
off.onchange = () => (off.checked ? localStorage.setItem(OFF, '1') : localStorage.removeItem(OFF));

const isSeen = (one: HTMLElement) => one.checkVisibility();

/** The first link that is seen in each row, in the order of the page. */
function rows(): HTMLElement[] {
  return [...document.querySelectorAll('[data-keys]>tbody>tr,[data-keys]>li')].flatMap(
    (row) => [...row.querySelectorAll<HTMLElement>('a[href]')].find(isSeen) ?? [],
  );
}

addEventListener('keydown', (event) => {
  const { key } = event;
  const at = event.target as HTMLElement;
  if (
    off.checked ||
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    at.matches(TYPED)
  )
    return;
  const goes = isGoing && help.querySelector<HTMLElement>(`[data-go="${CSS.escape(key)}"]`);
  isGoing = key === 'g';
  const inList = at.closest('[data-keys]');
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
  if (goes) goes.click();
  else if (key === '?') help.togglePopover();
  else if (key === '/')
    [...document.querySelectorAll<HTMLElement>('[type=search],[name=q]')].findLast(isSeen)?.focus();
  else if (inList && key === 'x') at.closest('tr,li')?.querySelector<HTMLElement>('[type=checkbox]')?.click();
  else if (step && (inList || (key.length === 1 && !at.closest('a,button,summary,dialog')))) {
    const all = rows();
    const row = at.closest('tr,li');
    const now = all.findIndex((link) => row?.contains(link));
    const next = all[now < 0 ? 0 : now + step];
    next?.focus();
    next?.closest('tr,li')?.scrollIntoView({ block: 'nearest' });
  } else return;
  event.preventDefault();
});
