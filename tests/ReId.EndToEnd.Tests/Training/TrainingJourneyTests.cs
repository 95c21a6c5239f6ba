using System.Diagnostics;
using System.Text.Json;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Training;

/// <summary>From a data set to a calibrated model, as a user walks it, with a Ctrl-C on the way.</summary>
public sealed class TrainingJourneyTests : IDisposable
{
    private const int Interrupted = 130;

    // Steps in the log before the run is interrupted: in the middle of the second epoch of four.
    private const int Middle = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_interrupted_run_is_resumed_and_its_model_is_evaluated_calibrated_and_reported()
    {
        var set = LitPeople.Write(_folder.File("set"), people: 8, each: 4);
        (await Reid.RunAsync(Train(set, "untrained", "stages[0].epochs=1", "stages[0].learning_rate=1.0e-12"))).Succeeded();
        (await Reid.RunAsync(Train(set, "whole"))).Succeeded();

        var first = await InterruptAsync(Train(set, "run"), _folder.File("run", "metrics.jsonl"));
        first.FailedWith(Interrupted, _folder.File("run"), "--resume");
        var done = Losses("run").Length;
        var second = await Reid.RunAsync([.. Train(set, "run"), "--resume"]);

        second.Succeeded();
        Assert.InRange(done, Middle, Losses("whole").Length - 1);
        Assert.Equal(Losses("whole"), Losses("run"));

        var model = _folder.File("run", "model-best.safetensors");
        Assert.Contains($"model   {model}", second.Output, StringComparison.Ordinal);
        var (before, after) = (await MeanAveragePrecisionAsync(set, "untrained", "model-last.safetensors"), await MeanAveragePrecisionAsync(set, "run", "model-best.safetensors"));
        Assert.True(after > before + 0.1, $"mAP {before} untrained, {after} trained");

        var calibration = await Reid.RunAsync("calibrate", "--dataset", "csv", "--root", set, "--split", "train", "--weights", model);
        calibration.Succeeded();
        Assert.Contains("expected calibration error on held-out identities: ", calibration.Output, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(_folder.File("run"), "*.calibration.json"));

        File.Delete(_folder.File("run", "report.html"));
        (await Reid.RunAsync("train", "report", _folder.File("run"))).Succeeded();
        Assert.Contains("mAP", await File.ReadAllTextAsync(_folder.File("run", "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<ReidResult> InterruptAsync(string[] arguments, string log)
    {
        using var process = Reid.Start([], arguments);
        while (!process.HasExited && (!File.Exists(log) || Lines(log).Length < Middle))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // The wrapper has become the program: its process is the one that a terminal would interrupt.
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await Reid.FinishAsync(process);
    }

    private async Task<double> MeanAveragePrecisionAsync(string set, string run, string model)
    {
        var json = _folder.File($"{run}.json");
        (await Reid.RunAsync("eval", "--dataset", "csv", "--root", set, "--weights", _folder.File(run, model), "--json", json)).Succeeded();
        using var scores = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        return scores.RootElement.GetProperty("mAP").GetDouble();
    }

    private double[] Losses(string run) =>
    [
        .. Lines(_folder.File(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("loss", out _)).Select(line => line.GetProperty("loss").GetDouble()),
    ];

    // The run may be writing to it.
    private static string[] Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // Colour is all that tells these people apart, so it is not jittered; with it, 40 steps are no better than drawn weights.
    private string[] Train(string set, string run, params string[] settings) =>
    [
        "train", "--config", "best", "--dataset", "csv", "--root", set, "--out", _folder.File(run), "--set",
        "model.options={input: 64x32, dim: 32, neck: bnneck}", "sampler.identities=4", "sampler.images=2", "moving_average=0", "augmentation=[flip]",
        "stages[0].epochs=15", "stages[0].learning_rate=3.0e-3", "evaluation.every=5", .. settings,
    ];
}
