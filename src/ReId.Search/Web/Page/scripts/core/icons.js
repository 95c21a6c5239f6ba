// Line icons on a grid of 24, drawn for this page.
const paths = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM15.3 15.3L20 20",
  live: "M12 10.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3zM8.1 8.1a5.5 5.5 0 0 0 0 7.8M15.9 8.1a5.5 5.5 0 0 1 0 7.8M5.3 5.3a9.5 9.5 0 0 0 0 13.4M18.7 5.3a9.5 9.5 0 0 1 0 13.4",
  people: "M9 5a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4zM3 19.5c0-3.6 2.5-5.6 6-5.6s6 2 6 5.6M15.5 5.4a3 3 0 0 1 0 5.6M17.5 14.3c2.2.7 3.5 2.5 3.5 5.2",
  watch: "M12 4a5.5 5.5 0 0 1 5.5 5.5c0 5 2 6.5 2 6.5h-15s2-1.5 2-6.5A5.5 5.5 0 0 1 12 4zM10 19.5a2.2 2.2 0 0 0 4 0",
  system: "M4 6.5h9M17 6.5h3M4 12h3M11 12h9M4 17.5h11M19 17.5h1M13 4.5v4M7 10v4M15 15.5v4",
  close: "M6 6l12 12M18 6L6 18",
  upload: "M12 16V5M7.5 9.5L12 5l4.5 4.5M5 16v3h14v-3",
  info: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM12 11v5M12 8v.2",
  trash: "M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
  filter: "M4 6h16M7 12h10M10 18h4",
  pause: "M9 6v12M15 6v12",
  play: "M8 5.5l10 6.5l-10 6.5z",
  plus: "M12 5v14M5 12h14",
  person: "M12 4.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7zM5 20c0-4 3-6 7-6s7 2 7 6",
  leave: "M10 5H5v14h5M14 8l4 4l-4 4M18 12H9.5",
  camera: "M4 7.5h11v9H4zM15 11l5-3v8l-5-3",
  clock: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM12 7.5V12l3 2",
  undo: "M8 5L4 9l4 4M4 9h9a5 5 0 0 1 0 10h-3",
  merge: "M6 5c0 5 6 4 6 9v5M18 5c0 5-6 4-6 9M9 16l3 3l3-3",
  split: "M12 19v-4c0-5-6-4-6-9M12 15c0-5 6-4 6-9M3.5 8.5L6 6l2.5 2.5M15.5 8.5L18 6l2.5 2.5",
  hide: "M3 12s3.5-6 9-6s9 6 9 6s-3.5 6-9 6s-9-6-9-6zM12 9.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5zM4 4l16 16",
  edit: "M5 19l1-4L15.5 5.5l3 3L9 18zM13.5 7.5l3 3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  shield: "M12 3.5l7 2.5v5c0 4.5-3 7.8-7 9.5c-4-1.7-7-5-7-9.5V6zM9 11.8l2.2 2.2l4-4.2",
  download: "M12 4.5v11M7.5 11l4.5 4.5l4.5-4.5M5 19.5h14",
  back: "M11 6l-6 6l6 6M5 12h14",
};

/** An icon beside words; it says nothing itself to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
