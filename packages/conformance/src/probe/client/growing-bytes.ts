/** Collects bytes. It doubles its capacity, so that single bytes take linear time, too. */
export class GrowingBytes {
  #room: Uint8Array = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#room.length) {
      const room = new Uint8Array(Math.max(length, 2 * this.#room.length));
      room.set(this.bytes());
      this.#room = room;
    }
    this.#room.set(bytes, this.#length);
    this.#length = length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** A view that is valid until more is appended. */
  bytes(): Uint8Array {
    return this.#room.subarray(0, this.#length);
  }

  /** One character per octet. */
  text(): string {
    return Buffer.from(this.bytes()).toString("latin1");
  }
}
