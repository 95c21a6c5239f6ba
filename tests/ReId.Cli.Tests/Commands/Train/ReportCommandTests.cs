using System.CommandLine;
using ReId.Cli.Commands.Train;
using ReId.Cli.Tests.Support;
using ReId.Model.Training.Metrics;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands.Train;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_runs_report_is_written_again()
    {
        using (var log = MetricsLog.Create(_folder.File("metrics.jsonl")))
        {
            log.Write(new StepMetrics { Step = 1, Epoch = 1, Loss = 0.5 });
        }

        var result = (await RunAsync(_folder.Path, "--title", "my run")).Succeeded();

        Assert.StartsWith($"{_folder.File("report.html")}: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("<h1>my run</h1>", await File.ReadAllTextAsync(_folder.File("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await RunAsync(_folder.Path, "--out", _folder.File("other.html"))).Succeeded();
        Assert.True(File.Exists(_folder.File("other.html")));
    }

    [Fact]
    public async Task A_folder_that_is_no_run_is_told()
    {
        (await RunAsync(_folder.Path)).IsFailure("metrics.jsonl", "training run");
        (await RunAsync(_folder.File("nowhere"))).IsFailure("does not exist");
    }

    private static Task<ReidResult> RunAsync(params string[] arguments) => Reid.CaptureAsync(() => Failures.GuardAsync(
        "", () => ReportCommand.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken)));
}
