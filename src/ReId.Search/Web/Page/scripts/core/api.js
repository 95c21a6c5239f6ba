// The HTTP API of docs/api.md. A key is sent once, at sign-in; afterwards the cookie speaks, and changes carry a token.

let csrfToken = null;
let sessionLost = () => {};

/** What the server refused, in its own words. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function useToken(token) {
  csrfToken = token;
}

export function onSessionLost(listener) {
  sessionLost = listener;
}

export const get = (path, query, signal) => send("GET", withQuery(path, query), { signal });
export const post = (path, json, signal) => send("POST", path, { json, signal });
export const postForm = (path, fields, signal) => send("POST", path, { form: formOf(fields), signal });
export const patch = (path, json) => send("PATCH", path, { json });
export const remove = (path) => send("DELETE", path, {});

async function send(method, path, { json, form, signal }) {
  const headers = {};
  if (csrfToken && method !== "GET") {
    headers["X-CSRF-Token"] = csrfToken;
  }

  if (json !== undefined) {
    headers["Content-Type"] = "application/json";
  }

  let answer;
  try {
    answer = await fetch(path, { method, headers, body: form ?? (json === undefined ? undefined : JSON.stringify(json)), signal });
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new ApiError(0, "The server cannot be reached. Is it running, and are you connected?");
  }

  if (!answer.ok) {
    const error = await errorOf(answer);
    if (error.status === 401 && !path.startsWith("/v1/session")) {
      sessionLost();
    }

    throw error;
  }

  return answer.status === 204 ? null : answer.json();
}

async function errorOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 429) {
    return new ApiError(429, `Too many requests at once: try again in ${answer.headers.get("Retry-After") ?? "a few"} s.`);
  }

  return new ApiError(answer.status, problem.detail ?? problem.title ?? `The server answered ${answer.status}.`);
}

function withQuery(path, query) {
  const parameters = new URLSearchParams(pairsOf(query));
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

function formOf(fields) {
  const form = new FormData();
  pairsOf(fields).forEach(([name, value]) => form.append(name, value));
  return form;
}

function pairsOf(fields) {
  return Object.entries(fields ?? {})
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((each) => [name, each]) : [[name, value]]))
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
}
