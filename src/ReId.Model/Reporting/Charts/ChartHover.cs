using System.Globalization;

namespace ReId.Model.Reporting.Charts;

/// <summary>A line that follows the pointer over a chart and tells the values below it.</summary>
internal static class ChartHover
{
    /// <summary>
    /// Runs in the page, without which every chart still shows everything. It reads the numbers back from the lines, so
    /// that the page holds them once. Neither &lt; nor &amp; may stand in it: the page is XML too.
    /// </summary>
    public const string Script = """
        for (const svg of document.querySelectorAll('svg[data-plot]')) {
          const [left, top, right, bottom] = svg.dataset.plot.split(' ').map(Number);
          const axis = text => {
            const [low, high, log, percent] = text.split(' ').map(Number);
            return share => {
              const value = log ? low * Math.pow(high / low, share) : low + share * (high - low);
              const shown = percent ? value * 100 : value;
              return (Math.abs(shown) >= 1000 ? Math.round(shown) : Number(shown.toPrecision(3))) + (percent ? ' %' : '');
            };
          };
          const across = axis(svg.dataset.x), up = axis(svg.dataset.y);
          const lines = [...svg.querySelectorAll('polyline[data-name]')].map(line => ({
            name: line.dataset.name,
            colour: line.parentNode.getAttribute('class'),
            points: line.getAttribute('points').split(' ').map(pair => pair.split(',').map(Number)),
          }));
          if (lines.length === 0) continue;
          const rule = document.createElementNS('http://www.w3.org/2000/svg', 'path');
          rule.setAttribute('class', 'rule');
          svg.append(rule);
          const tip = document.createElement('div');
          tip.className = 'tip';
          svg.parentNode.append(tip);
          const hide = () => { tip.style.display = 'none'; rule.style.display = 'none'; };
          hide();
          svg.addEventListener('pointerleave', hide);
          svg.addEventListener('pointermove', event => {
            const box = svg.getBoundingClientRect();
            const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
            if (left > x || x > right) return hide();
            const distance = point => Math.abs(point[0] - x);
            const near = lines.map(line => line.points.reduce((a, b) => distance(a) > distance(b) ? b : a));
            const at = near.reduce((a, b) => distance(a) > distance(b) ? b : a)[0];
            rule.setAttribute('d', `M${at} ${top}V${bottom}`);
            rule.style.display = '';
            const head = document.createElement('b');
            head.textContent = `${svg.dataset.name} ${across((at - left) / (right - left))}`;
            tip.replaceChildren(head, ...lines.map((line, i) => {
              const row = document.createElement('span');
              row.className = line.colour;
              row.textContent = `${line.name} ${up((bottom - near[i][1]) / (bottom - top))}`;
              return row;
            }));
            tip.style.display = '';
            const figure = svg.parentNode.getBoundingClientRect();
            const place = event.clientX - figure.left + 14;
            tip.style.left = (place + tip.offsetWidth > figure.width ? place - tip.offsetWidth - 28 : place) + 'px';
            tip.style.top = (box.top - figure.top + 12) + 'px';
          });
        }
        """;

    /// <summary>What the script must know of a chart.</summary>
    public static string Attributes(PlotArea area) => string.Create(
        CultureInfo.InvariantCulture,
        $"data-plot=\"{area.Left} {area.Top} {area.Right} {area.Bottom}\" data-name=\"{Html.HtmlText.Escape(area.Across.Axis.Label)}\" data-x=\"{Ends(area.Across)}\" data-y=\"{Ends(area.Up)}\"");

    private static string Ends(AxisScale scale) => string.Create(
        CultureInfo.InvariantCulture, $"{scale.Low:R} {scale.High:R} {(scale.Axis.Logarithmic ? 1 : 0)} {(scale.Axis.Percent ? 1 : 0)}");
}
