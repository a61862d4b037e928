/** Bytes that arrive in pieces, taken in the amounts the reader needs. */
export class ByteQueue {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly pieces: Uint8Array[] = [];
  private available = 0;

  constructor(source: ReadableStream<Uint8Array>) {
    this.reader = source.getReader();
  }

  /** Returns the next `count` bytes in an array of their own; fewer only where the source ends. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    while (this.available < count && (await this.receive()));
    const taken = new Uint8Array(Math.min(count, this.available));
    let at = 0;
    while (at < taken.length) {
      const piece = this.pieces[0]!;
      const part = piece.subarray(0, taken.length - at);
      taken.set(part, at);
      at += part.length;
      if (part.length === piece.length) this.pieces.shift();
      else this.pieces[0] = piece.subarray(part.length);
    }
    this.available -= taken.length;
    return taken;
  }

  /** Returns true when nothing is left and nothing will come. */
  async ended(): Promise<boolean> {
    while (this.available === 0) if (!(await this.receive())) return true;
    return false;
  }

  /** Tells the source that no more will be read. */
  async cancel(reason: unknown): Promise<void> {
    await this.reader.cancel(reason);
  }

  private async receive(): Promise<boolean> {
    const { done, value } = await this.reader.read();
    if (done) return false;
    if (value.length > 0) this.pieces.push(value);
    this.available += value.length;
    return true;
  }
}
