/** React writes what it thinks of a plugin to the console. A rejection that nobody handles would end the process. */
export function quiet(onRejection: (error: unknown) => void): () => void {
  const { error, warn } = console;
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason) => {
    if (!(reason instanceof DOMException && reason.name === "AbortError")) onRejection(reason);
  });
  console.error = console.warn = () => undefined;
  return () => {
    Object.assign(console, { error, warn });
    process.removeAllListeners("unhandledRejection");
    for (const other of others) process.on("unhandledRejection", other);
  };
}
