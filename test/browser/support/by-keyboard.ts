import type { Locator } from 'playwright-core';

/** Goes to a button or link and presses it, without a mouse. */
export async function press(what: Locator): Promise<void> {
  await what.focus();
  await what.press('Enter');
}

/** Writes in place of what stands in the field, without a mouse. */
export async function typeOver(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press('ControlOrMeta+A');
  await field.pressSequentially(text);
}
