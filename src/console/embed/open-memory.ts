const key = 'baton.widget.open';

/** Whether the chat stood open on the page before, in this tab. Where the browser keeps nothing, it never did. */
export const openMemory = {
  wasOpen(): boolean {
    try {
      return sessionStorage.getItem(key) === '1';
    } catch {
      return false;
    }
  },
  note(isOpen: boolean): void {
    try {
      if (isOpen) sessionStorage.setItem(key, '1');
      else sessionStorage.removeItem(key);
    } catch {
      // then the next page starts with it closed
    }
  },
};
