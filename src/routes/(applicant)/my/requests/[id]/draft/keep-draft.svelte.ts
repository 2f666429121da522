import { deserialize } from '$app/forms';
import type { FormFields } from '#kernel';

const PAUSE_MS = 1200;
const RETRY_MS = 5000;

/**
 * Keeps what is typed: at once in this browser, and soon on the server. A lost connection, a closed
 * window and a session that ran out lose nothing: what the server does not have yet is restored when
 * the form is opened again.
 */
export class Keeping {
  state: 'saved' | 'saving' | 'offline' | 'signed_out' | 'conflict' = $state('saved');
  revision: number = $state(0);
  /** Milliseconds since 1970. */
  savedAt: number = $state(0);
  restored = $state(false);
  #form: HTMLFormElement;
  #key: string;
  /** The save under way. */
  #under: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, id: string, revision: number, savedAt: Date) {
    this.#form = form;
    this.#key = `khuyen-cong.draft.${id}`;
    this.revision = revision;
    this.savedAt = savedAt.getTime();
    this.#restore();
    addEventListener('online', this.#saveSoon);
  }

  readonly stop = (): void => {
    clearTimeout(this.#timer);
    removeEventListener('online', this.#saveSoon);
  };

  typed(): FormFields {
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(this.#form)) if (typeof value === 'string') fields[name] = value;
    delete fields['revision'];
    return fields;
  }

  /** Saves what was typed before the script arrived, if that differs from what the page was sent with. */
  catchUp(sent: FormFields): void {
    const typed = this.typed();
    const texts = [...this.#form.elements].filter(isText).filter((c) => !(c instanceof HTMLSelectElement));
    if (texts.some(({ name }) => typed[name] !== undefined && typed[name] !== (sent[name] ?? '')))
      this.changed();
  }

  changed(): void {
    this.#keepHere();
    this.#later(PAUSE_MS);
  }

  /** The form is about to be posted as a whole, which saves: nothing else may be on its way. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#under;
  }

  saved(revision: number): void {
    this.revision = revision;
    this.savedAt = Date.now();
    this.state = 'saved';
    this.#forgetHere();
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#saveSoon, ms);
  }

  readonly #saveSoon = (): void => {
    this.#under = this.#save();
  };

  async #save(): Promise<void> {
    if (localStorage.getItem(this.#key) === null) return;
    this.state = 'saving';
    const body = new FormData();
    for (const [name, value] of Object.entries(this.typed())) body.append(name, value);
    body.set('revision', String(this.revision));
    const sent = localStorage.getItem(this.#key);
    try {
      const response = await fetch('?/save', {
        method: 'POST',
        body,
        headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
      });
      const result = deserialize(await response.text());
      if (result.type === 'success') {
        this.revision = Number(result.data?.['revision']);
        this.savedAt = Date.now();
        this.state = 'saved';
        if (localStorage.getItem(this.#key) === sent) this.#forgetHere();
      } else if (result.type === 'redirect') this.state = 'signed_out';
      else this.state = response.status === 409 ? 'conflict' : 'offline';
    } catch {
      this.state = 'offline';
      this.#later(RETRY_MS);
    }
  }

  #keepHere(): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ revision: this.revision, fields: this.typed() }));
    } catch {
      // A browser that keeps nothing still has the server.
    }
  }

  #forgetHere(): void {
    localStorage.removeItem(this.#key);
  }

  /** What was typed here and never reached the server, unless the server has a newer draft by now. */
  #restore(): void {
    const kept = localStorage.getItem(this.#key);
    if (kept === null) return;
    const { revision, fields } = JSON.parse(kept) as { revision: number; fields: FormFields };
    if (revision !== this.revision) return this.#forgetHere();
    for (const control of this.#form.elements) {
      if (control instanceof HTMLInputElement && control.type === 'checkbox')
        control.checked = fields[control.name] === 'on';
      else if (isText(control) && fields[control.name] !== undefined) control.value = fields[control.name]!;
    }
    this.restored = true;
    this.#later(PAUSE_MS);
  }
}

function isText(control: Element): control is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (control instanceof HTMLInputElement) return control.type !== 'file' && control.type !== 'hidden';
  return control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement;
}

export function keepDraft(form: HTMLFormElement, id: string, revision: number, savedAt: Date): Keeping {
  return new Keeping(form, id, revision, savedAt);
}
