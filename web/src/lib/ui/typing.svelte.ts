import { getContext, setContext, tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

const KEY = Symbol('what is typed in a dialog');

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * What was written into the fields of a dialog and is not saved: each is held against what stood there when it was first
 * touched. What is searched for, or picked among a few, is done again in a moment and is none of it.
 */
export class Typing {
  isUnsaved = $state(false);
  private readonly before = new Map<Control, string>();

  /** Of the dialog in which a component stands. */
  static get here(): Typing | undefined {
    return getContext<Typing | undefined>(KEY);
  }

  static begin(): Typing {
    return setContext(KEY, new Typing());
  }

  readonly watched: Attachment<HTMLElement> = (dialog) => {
    const touched = ({ target }: Event): void => {
      if (isKept(target) && !this.before.has(target)) this.before.set(target, said(target));
    };
    // A field that goes while the page is drawn says so at once, when nothing may be changed.
    const looked = (): void => queueMicrotask(() => this.look());
    const heard = [
      ['focusin', touched],
      ['pointerdown', touched],
      ['input', looked],
      ['change', looked],
    ] as const;
    for (const [event, hear] of heard) dialog.addEventListener(event, hear);
    return () => {
      for (const [event, hear] of heard) dialog.removeEventListener(event, hear);
    };
  };

  look(): void {
    this.isUnsaved = [...this.before].some(([control, was]) => control.isConnected && said(control) !== was);
  }

  /** The fields of a form are saved, or read anew: what stands there now is what later changes are held against. */
  async settled(form: HTMLFormElement | undefined): Promise<void> {
    await tick();
    for (const control of this.before.keys())
      if (control.form === form) this.before.set(control, said(control));
    this.look();
  }
}

const said = (control: Control): string =>
  control.type === 'checkbox' ? String((control as HTMLInputElement).checked) : control.value;

const isKept = (target: EventTarget | null): target is Control =>
  (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'search') ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;
