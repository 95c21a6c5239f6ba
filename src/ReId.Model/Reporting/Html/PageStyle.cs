namespace ReId.Model.Reporting.Html;

/// <summary>How pages look: light or dark as the reader's system is set, from a phone to a wide screen, and on paper.</summary>
public static class PageStyle
{
    /// <summary>The style sheet. The series colours keep apart in both themes and for the colour-blind.</summary>
    public const string Css = """
        :root { color-scheme: light dark;
          --paper: #f6f7f9; --card: #ffffff; --ink: #1b2330; --quiet: #667085; --line: #e3e6eb; --axis: #98a2b3;
          --good: #12915a; --bad: #d0342c; --query: #2563eb; --warn: #fff6e5; --warn-line: #e2a32a;
          --s0: #2563eb; --s1: #e8710a; --s2: #0c9f6e; --s3: #c026a3; --s4: #0891b2; --s5: #b45309; --s6: #7c5cff; --s7: #6b7280; }
        @media (prefers-color-scheme: dark) { :root {
          --paper: #10141b; --card: #181e28; --ink: #e6e9ef; --quiet: #98a2b3; --line: #2a3240; --axis: #566073;
          --good: #3ecf8e; --bad: #ff6b62; --query: #6ea8fe; --warn: #2c2413; --warn-line: #d8a33c;
          --s0: #6ea8fe; --s1: #ff9f43; --s2: #3ecf8e; --s3: #f078d8; --s4: #4fd1e8; --s5: #e0a458; --s6: #a694ff; --s7: #a0a8b5; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1240px; margin: 0 auto; padding: 28px 20px 48px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0; letter-spacing: -0.01em; overflow-wrap: anywhere; }
        h2 { font-size: 17px; margin: 34px 0 12px; }
        .subtitle { color: var(--quiet); margin: 4px 0 20px; overflow-wrap: anywhere; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 12px; }
        .tile, .chart, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        .tile { padding: 12px 16px; }
        .tile b { display: block; font-size: 23px; line-height: 1.3; font-variant-numeric: tabular-nums; font-weight: 650; }
        .tile span { color: var(--quiet); font-size: 13px; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 14px; }
        .chart { position: relative; margin: 0; padding: 12px 14px 8px; min-width: 0; }
        figcaption { font-weight: 600; }
        .remark { color: var(--quiet); font-size: 13px; margin: 4px 0; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 2px 0 4px; padding: 0; font-size: 13px; color: var(--quiet); }
        .legend li::before { content: ""; display: inline-block; width: 14px; height: 3px; border-radius: 2px; background: var(--c); margin-right: 6px; vertical-align: middle; }
        svg { display: block; width: 100%; height: auto; overflow: visible; font: 11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
        svg text { fill: var(--quiet); } svg .end { text-anchor: end; } svg .middle { text-anchor: middle; } svg .strong { fill: var(--ink); }
        svg path, svg polyline { fill: none; }
        .grid { stroke: var(--line); } .tick, .axis { stroke: var(--axis); } .mark { stroke: var(--quiet); stroke-dasharray: 3 3; }
        .line { stroke: var(--c); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .faint { stroke: var(--c); stroke-width: 1; opacity: 0.26; stroke-linejoin: round; }
        .error { stroke: var(--c); stroke-width: 1.5; } .whisker { stroke: var(--ink); stroke-width: 1.3; opacity: 0.75; }
        svg circle { fill: var(--c); stroke: var(--card); stroke-width: 1.5; } .bar { fill: var(--c); rx: 3px; opacity: 0.85; } svg .label { fill: var(--ink); }
        .rule { stroke: var(--ink); opacity: 0.4; }
        .tip { position: absolute; pointer-events: none; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 6px 10px; font-size: 12px; box-shadow: 0 4px 14px rgb(0 0 0 / 0.18); z-index: 1; white-space: nowrap; }
        .tip b, .tip span { display: block; font-variant-numeric: tabular-nums; } .tip span::before { content: "● "; color: var(--c); }
        .c0 { --c: var(--s0); } .c1 { --c: var(--s1); } .c2 { --c: var(--s2); } .c3 { --c: var(--s3); }
        .c4 { --c: var(--s4); } .c5 { --c: var(--s5); } .c6 { --c: var(--s6); } .c7 { --c: var(--s7); }
        .card { overflow-x: auto; } .charts + .card, .tiles + .card, .card + .card { margin-top: 14px; } .ranked .card { margin-top: 0; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 7px 16px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        td.wide { white-space: normal; overflow-wrap: anywhere; }
        tr:last-child td { border-bottom: 0; } th { color: var(--quiet); font-weight: 500; font-size: 13px; } .number { text-align: right; }
        tr.best td { font-weight: 650; } tr.best td:first-child::after { content: " ★"; color: var(--warn-line); }
        pre { margin: 0; padding: 14px 18px; font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-x: auto; }
        .warning { background: var(--warn); border: 1px solid var(--warn-line); border-radius: 10px; padding: 12px 16px; margin: 14px 0; }
        .warning b { margin-right: 6px; }
        .ranked { display: grid; gap: 14px; } .ranked .card { padding: 12px 14px; }
        .row { display: flex; gap: 8px; } .row div { flex: 0 0 72px; font-size: 11px; color: var(--quiet); text-align: center; overflow: hidden; }
        .row img { display: block; width: 72px; height: 144px; object-fit: contain; border-radius: 5px; border: 3px solid var(--c); background: var(--paper); }
        .row .query { --c: var(--query); margin-right: 10px; } .row .hit { --c: var(--good); } .row .miss { --c: var(--bad); } .row span { display: block; white-space: nowrap; text-overflow: ellipsis; overflow: hidden; }
        footer { color: var(--quiet); font-size: 13px; margin-top: 36px; }
        @media (max-width: 560px) { main { padding: 18px 12px 32px; } .chart { padding: 10px 8px 6px; } svg { font-size: 12px; } .tile b { font-size: 20px; } th, td { padding: 6px 10px; } }
        @media print { body { background: none; } .chart, .card, .tile { break-inside: avoid; } }
        """;
}
