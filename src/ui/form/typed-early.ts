type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Remembers what was typed or chosen before the script took over, which taking over would put back to what the
 * server sent. Called when that begins; the function returned is called when it is done, puts back what was
 * lost, and tells the page so by the events a person's hand would have sent.
 */
export function keepTypedEarly(page: ParentNode): () => void {
  const kept = [...page.querySelectorAll<Control>('input, textarea, select')]
    .filter(isChanged)
    .map((control) => ({ control, value: control.value, checked: isTick(control) && control.checked }));
  return () => {
    for (const { control, value, checked } of kept) {
      if (isTick(control)) {
        if (control.checked === checked) continue;
        control.checked = checked;
      } else {
        if (control.value === value) continue;
        control.value = value;
        control.dispatchEvent(new Event('input', { bubbles: true }));
      }
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const sent = [...control.options].findLastIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(sent, 0);
  }
  if (isTick(control)) return control.checked !== control.defaultChecked;
  return control.type !== 'file' && control.type !== 'hidden' && control.value !== control.defaultValue;
}

function isTick(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
}
