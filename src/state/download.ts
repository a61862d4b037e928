/** Hands a file to the browser to save under `name`. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content once it has begun; a minute is ample on a slow disk.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
