// Times as the reader's clock shows them, numbers with as many digits as mean something.
const dayTime = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
const count = new Intl.NumberFormat("en-GB");

export const number = (value) => count.format(value);
export const score = (value) => value.toFixed(3).replace("-", "−");
export const percent = (value) => `${(value * 100).toFixed(value >= 0.9995 || value < 0.1 ? 0 : 1)} %`;
export const shortId = (id) => id.slice(-8);
export const fullTime = (iso) => full.format(new Date(iso));
export const plural = (many, one, several = `${one}s`) => `${number(many)} ${many === 1 ? one : several}`;

/** A moment: only the clock where it is today. */
export function moment(iso) {
  const at = new Date(iso);
  return (isToday(at) ? clock : dayTime).format(at);
}

/** The clock alone, and the day alone: for lists that are headed by days. */
export const clockOf = (iso) => clock.format(new Date(iso));
export const dayOf = (iso) => day.format(new Date(iso));

/** How long ago, in one word or two. */
export function ago(iso, now = Date.now()) {
  const seconds = Math.round((now - new Date(iso)) / 1000);
  const [value, unit] = seconds < 60 ? [Math.max(0, seconds), "s"]
    : seconds < 3600 ? [Math.round(seconds / 60), "min"]
    : seconds < 86400 ? [Math.round(seconds / 3600), "h"]
    : [Math.round(seconds / 86400), "d"];
  return value === 0 ? "just now" : `${value} ${unit} ago`;
}

/** How long something lasted. */
export function duration(seconds) {
  return seconds < 60 ? `${Math.round(seconds)} s`
    : seconds < 3600 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
    : seconds < 86400 ? `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
    : `${Math.floor(seconds / 86400)} d ${Math.round((seconds % 86400) / 3600)} h`;
}

/** What an input of type datetime-local holds, as the API wants it; null where it is empty. */
export const toUtc = (local) => (local ? new Date(local).toISOString() : null);

/** The other way round. */
export function toLocal(iso) {
  if (!iso) {
    return "";
  }

  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isToday(at) {
  return at.toDateString() === new Date().toDateString();
}
