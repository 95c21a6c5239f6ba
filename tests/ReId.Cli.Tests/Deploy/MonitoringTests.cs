using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.Testing;

namespace ReId.Cli.Tests.Deploy;

/// <summary>Panels and alarms against the instruments that the code has, by the names that Prometheus sees.</summary>
public sealed partial class MonitoringTests
{
    [Fact]
    public void Every_metric_that_is_shown_or_watched_exists()
    {
        var known = Instruments().ToHashSet();
        Assert.Contains("reid_search_duration_seconds_bucket", known);

        var asked = Expressions().SelectMany(expression => Metric().Matches(expression)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void Every_instrument_is_shown()
    {
        var shown = string.Join('\n', Panels());

        Assert.All(
            Instruments().Where(name => !name.EndsWith("_sum", StringComparison.Ordinal)).GroupBy(Stem),
            names => Assert.Contains(names, name => shown.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_alarm_is_explained()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "operations.md"));
        var alarms = Alarm().Matches(DeployFiles.Text("telemetry/alerts.yaml")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm => Assert.Contains($"`{alarm}`", guide, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Expressions() =>
        [.. Panels(), .. DeployFiles.Text("telemetry/alerts.yaml").Split('\n').Where(line => line.TrimStart().StartsWith("expr:", StringComparison.Ordinal) || line.Contains("rate("))];

    private static IEnumerable<string> Panels()
    {
        using var dashboard = JsonDocument.Parse(DeployFiles.Text("telemetry/grafana/reid.json"));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    // The rules of OpenTelemetry's Prometheus exporter: dots, then the unit in full unless it is in braces, then the kind.
    private static IEnumerable<string> Instruments() =>
        from file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.cs", SearchOption.AllDirectories)
        from Match made in Instrument().Matches(File.ReadAllText(file))
        let unit = made.Groups["unit"].Value == "s" ? "_seconds" : ""
        let name = made.Groups["name"].Value.Replace('.', '_') + unit
        from suffix in Suffixes(made.Groups["kind"].Value)
        select name + suffix;

    private static string[] Suffixes(string kind) => kind switch
    {
        "Counter" => ["_total"],
        "Histogram" => ["_bucket", "_count", "_sum"],
        _ => [""],
    };

    private static string Stem(string name) => name.Replace("_bucket", "").Replace("_count", "");

    [GeneratedRegex(@"Create(?<kind>Counter|Histogram|ObservableGauge)(<\w+>)?\(\s*""(?<name>reid\.[a-z.]+)""[^""]*""(?<unit>[^""]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex("reid_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"alert: (\w+)")]
    private static partial Regex Alarm();
}
