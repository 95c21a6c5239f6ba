// What /readyz says of each part. It answers 503 with the same words where one is not ready.
const names = { "masstransit-bus": "message bus", broker: "message broker", gallery: "gallery" };

/** State by part, in words for people. */
export async function health(signal) {
  try {
    const answer = await fetch("/readyz", { signal });
    const { parts } = await answer.json();
    return Object.fromEntries(Object.entries(parts).map(([part, state]) => [names[part] ?? part, state]));
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }

    return { server: "away" };
  }
}
