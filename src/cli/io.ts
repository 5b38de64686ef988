import pc from "picocolors";

/** What a command reads from and writes to. */
export interface Io {
  readonly cwd: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Whether colours and links may be written to a stream; FORCE_COLOR and NO_COLOR decide before it does. */
  readonly hasColors: (stream: NodeJS.WriteStream) => boolean;
}

export function processIo(): Io {
  const { env } = process;
  const isForced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  return {
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    hasColors: (stream) => pc.isColorSupported && (stream.isTTY || isForced),
  };
}
