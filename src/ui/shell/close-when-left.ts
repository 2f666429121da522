/**
 * Closes a `details` menu when the pointer or the focus goes elsewhere, and on Escape. The menu opens
 * and closes by itself without this; it is what pages with script add.
 */
export function closeWhenLeft(menu: HTMLDetailsElement): () => void {
  const leave = (event: Event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  };
  const followed = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('a[href]') !== null) menu.open = false;
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  document.addEventListener('pointerdown', leave);
  document.addEventListener('focusin', leave);
  menu.addEventListener('click', followed);
  menu.addEventListener('keydown', escape);
  return () => {
    document.removeEventListener('pointerdown', leave);
    document.removeEventListener('focusin', leave);
    menu.removeEventListener('click', followed);
    menu.removeEventListener('keydown', escape);
  };
}
