/** Whether keys that go to `target` are text for a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches(
      'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])',
    )
  );
}
