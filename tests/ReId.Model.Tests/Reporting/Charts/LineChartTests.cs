using System.Globalization;
using System.Xml.Linq;
using ReId.Model.Reporting.Charts;

namespace ReId.Model.Tests.Reporting.Charts;

public sealed class LineChartTests
{
    [Fact]
    public void A_line_goes_from_corner_to_corner()
    {
        var chart = new LineChart
        {
            Title = "t",
            Across = new Axis { Label = "step" },
            Up = new Axis { Low = 0, High = 1 },
            Series = [new ChartSeries("a", [new(0, 0), new(5, 0.5), new(10, 1)])],
        };

        var svg = Svg(chart);

        var plot = ((string)svg.Attribute("data-plot")!).Split(' ').Select(Number).ToArray();
        var points = Polyline(svg, "line");
        Assert.Equal((plot[0], plot[3]), points[0]);
        Assert.Equal((plot[2], plot[1]), points[2]);
        Assert.Equal((plot[0] + plot[2]) / 2, points[1].X, 0.1);
        Assert.Contains("step", svg.Elements("text").Select(text => text.Value));
        Assert.Contains("0.8", svg.Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void A_logarithmic_axis_has_equal_steps_for_equal_factors_and_leaves_0_out()
    {
        var chart = new LineChart
        {
            Title = "rate",
            Up = new Axis { Logarithmic = true },
            Series = [new ChartSeries("lr", [new(0, 0), new(1, 1e-5), new(2, 1e-4), new(3, 1e-3)])],
        };

        var points = Polyline(Svg(chart), "line");

        Assert.Equal(3, points.Length);
        Assert.Equal(points[0].Y - points[1].Y, points[1].Y - points[2].Y, 0.11);
    }

    [Fact]
    public void Ticks_may_be_given()
    {
        var chart = new LineChart
        {
            Title = "dimension",
            Across = new Axis { Logarithmic = true, Ticks = [64, 128, 256, 512] },
            Series = [new ChartSeries("mAP", [new(64, 0.3), new(256, 0.4)], SeriesStyle.MarkedLine)],
        };

        string[] texts = [.. Svg(chart).Elements("text").Select(text => text.Value)];

        Assert.Contains("128", texts);
        Assert.DoesNotContain("512", texts);
    }

    [Fact]
    public void Marks_have_error_bars_and_labels_that_do_not_cover_each_other()
    {
        var chart = new LineChart
        {
            Title = "accuracy",
            Across = new Axis { Label = "multiply-adds", Logarithmic = true },
            Up = new Axis { Label = "mAP" },
            Series =
            [
                new ChartSeries("nets", [new(1e8, 0.3, 0.02, "osnet_x0_25"), new(1.05e8, 0.3, 0.01, "mobilenet"), new(4e9, 0.5, 0, "resnet50")], SeriesStyle.Marks),
            ],
        };

        var svg = Svg(chart);

        Assert.Equal(3, svg.Descendants("circle").Count());
        Assert.Equal(2, svg.Descendants("path").Count(path => (string?)path.Attribute("class") == "error"));
        Assert.Equal("osnet_x0_25: 100 M, 0.3 ± 0.02", svg.Descendants("title").First().Value);
        (double X, double Y)[] labels = [.. svg.Elements("text").Where(text => ((string?)text.Attribute("class"))?.StartsWith("label", StringComparison.Ordinal) == true)
            .Select(text => (Number((string)text.Attribute("x")!), Number((string)text.Attribute("y")!)))];
        Assert.Equal(3, labels.Length);
        Assert.True(Math.Abs(labels[0].Y - labels[1].Y) >= 11 || Math.Abs(labels[0].X - labels[1].X) > 60, $"{labels[0]} and {labels[1]}");
    }

    [Fact]
    public void One_wild_step_does_not_flatten_the_others()
    {
        ChartPoint[] points = [.. Enumerable.Range(0, 5000).Select(i => new ChartPoint(i, i == 3 ? 1e6 : 1 + Math.Sin(i)))];
        var chart = new LineChart { Title = "loss", Series = [new ChartSeries("loss", points, SeriesStyle.Smoothed)] };

        var svg = Svg(chart);

        var high = Number(((string)svg.Attribute("data-y")!).Split(' ')[1]);
        Assert.InRange(high, 2, 3);
        Assert.All(Polyline(svg, "faint"), point => Assert.InRange(point.Y, 0, 280));
    }

    [Fact]
    public void Nothing_and_one_point_are_charts_too()
    {
        Assert.False(new LineChart { Title = "x", Series = [new ChartSeries("a", [new(1, double.NaN)])] }.HasPoints);
        Assert.NotNull(Svg(new LineChart { Title = "x", Series = [] }));
        Assert.Single(Polyline(Svg(new LineChart { Title = "x", Series = [new ChartSeries("a", [new(1, 0)])] }), "line"));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var chart = new BarChart { Title = "losses", Bars = [new("a", 0.2), new("b <&>", 0.4, 0.05)], Across = new Axis { Label = "mAP" } };

        var figure = XElement.Parse(chart.ToHtml());

        var widths = figure.Descendants("rect").Select(rect => Number((string)rect.Attribute("width")!)).ToArray();
        Assert.Equal(2, widths[1] / widths[0], 0.01);
        Assert.Single(figure.Descendants("path"), path => (string?)path.Attribute("class") == "whisker");
        Assert.Contains("0.4 ± 0.05", figure.Descendants("text").Select(text => text.Value));
        Assert.Contains("b <&>", figure.Descendants("text").Select(text => text.Value));
    }

    private static XElement Svg(LineChart chart) => XElement.Parse(chart.ToHtml()).Element("svg")!;

    private static (double X, double Y)[] Polyline(XElement svg, string kind) =>
        [.. ((string)svg.Descendants("polyline").Single(line => (string?)line.Attribute("class") == kind).Attribute("points")!)
            .Split(' ').Select(pair => pair.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
