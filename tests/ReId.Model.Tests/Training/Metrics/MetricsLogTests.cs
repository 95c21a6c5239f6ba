using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Training.Metrics;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Metrics;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.File("metrics.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        MetricsLine[] lines =
        [
            new StepMetrics
            {
                Step = 1, Epoch = 1, Stage = "metric", Loss = 1.25, Terms = new Dictionary<string, double> { ["softmax"] = 1, ["triplet"] = 0.25 },
                ActiveFraction = 0.5, Easy = 1, SemiHard = 2, Hard = 3, PositiveDistance = 0.5, NegativeDistance = 0.75, Norm = 11,
                GradientNorm = 3, LearningRate = 3.5e-4, ImagesPerSecond = 812.5, DataWaitShare = 0.01,
            },
            new StepMetrics { Step = 2, Loss = double.NaN },
            new EvaluationMetrics { Epoch = 1, Step = 2, MAp = 0.25, Rank1 = 0.5, Rank5 = 0.75, MInp = 0.125 },
            new NoteMetrics { Step = 2, Text = "a \"note\"\nof two lines <é>", Warning = true },
        ];
        using (var log = MetricsLog.Create(Log))
        {
            Array.ForEach(lines, log.Write);
        }

        var read = MetricsLogReader.Read(Log).ToArray();

        Assert.Equal(lines.Length, read.Length);
        Assert.Equal(lines[2..], read[2..]);
        foreach (var (line, again) in lines[..2].Zip(read))
        {
            // A record compares dictionaries by reference.
            var (step, expected) = (Assert.IsType<StepMetrics>(again), (StepMetrics)line);
            Assert.Equal(expected.Terms, step.Terms);
            Assert.Equal(expected, step with { Terms = expected.Terms });
        }
    }

    [Fact]
    public void A_line_is_one_object_with_type_and_camel_case()
    {
        using (var log = MetricsLog.Create(Log))
        {
            log.Write(new StepMetrics { Step = 7, Loss = 0.5, SemiHard = 4 });
            log.Write(new EvaluationMetrics { Epoch = 3, Step = 7, MAp = 0.5 });
        }

        var lines = File.ReadAllText(Log).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Empty(lines[2]);
        var step = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(("step", 7, 4), (step.GetProperty("type").GetString(), step.GetProperty("step").GetInt32(), step.GetProperty("semiHard").GetInt32()));
        var evaluation = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(("evaluation", 0.5), (evaluation.GetProperty("type").GetString(), evaluation.GetProperty("mAp").GetDouble()));
    }

    [Fact]
    public void Each_line_can_be_read_at_once()
    {
        using var log = MetricsLog.Create(Log);
        log.Write(new StepMetrics { Step = 1, Loss = 1 });

        Assert.Single(MetricsLogReader.Read(Log));
    }

    [Fact]
    public void Resuming_cuts_off_later_lines_and_goes_on()
    {
        using (var log = MetricsLog.Create(Log))
        {
            for (var step = 1; step <= 5; step++)
            {
                log.Write(new StepMetrics { Step = step, Loss = step });
                log.Write(new NoteMetrics { Step = step, Text = "note" });
            }
        }

        using (var log = MetricsLog.Resume(Log, 3, evaluated: true))
        {
            log.Write(new StepMetrics { Step = 4, Loss = 40 });
        }

        Assert.Equal([1, 1, 2, 2, 3, 3, 4], MetricsLogReader.Read(Log).Select(line => line.Step));
        Assert.Equal(40, Assert.IsType<StepMetrics>(MetricsLogReader.Read(Log).Last()).Loss);
        Assert.Equal(["metrics.jsonl"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void An_evaluation_that_the_checkpoint_does_not_know_is_cut_off(bool evaluated, int expected)
    {
        using (var log = MetricsLog.Create(Log))
        {
            foreach (var step in (int[])[1, 2])
            {
                log.Write(new StepMetrics { Step = step, Loss = step });
                log.Write(new EvaluationMetrics { Step = step, Epoch = step, MAp = 0.5, MInp = 0.5, Rank1 = 0.5, Rank5 = 0.5 });
            }
        }

        MetricsLog.Resume(Log, 2, evaluated).Dispose();

        Assert.Equal(expected, MetricsLogReader.Read(Log).OfType<EvaluationMetrics>().Count());
        Assert.Equal(2, MetricsLogReader.Read(Log).OfType<StepMetrics>().Count());
    }

    [Theory]
    [InlineData("{\"type\":\"step\",\"step\":2,\"lo")]
    [InlineData("{\"type\":\"st")]
    [InlineData("\0\0\0")]
    public void A_half_written_last_line_is_dropped(string half)
    {
        File.WriteAllText(Log, "{\"type\":\"step\",\"step\":1,\"loss\":1}\n" + half);

        Assert.Equal([1], MetricsLogReader.Read(Log).Select(line => line.Step));
        using (var log = MetricsLog.Resume(Log, 9, evaluated: true))
        {
            log.Write(new StepMetrics { Step = 2, Loss = 2 });
        }

        Assert.Equal([1, 2], MetricsLogReader.Read(Log).Select(line => line.Step));
    }

    [Fact]
    public void Resuming_without_a_log_begins_one()
    {
        using (var log = MetricsLog.Resume(Log, 100, evaluated: true))
        {
            log.Write(new NoteMetrics { Step = 101, Text = "on" });
        }

        Assert.Equal([101], MetricsLogReader.Read(Log).Select(line => line.Step));
    }

    [Theory]
    [InlineData("{\"type\":\"stop\",\"step\":2}")]
    [InlineData("{\"step\":2,\"loss\":1}")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public void A_broken_line_is_named_and_the_file_stays(string broken)
    {
        var text = $"{{\"type\":\"step\",\"step\":1,\"loss\":1}}\n{broken}\n{{\"type\":\"step\",\"step\":3,\"loss\":1}}\n";
        File.WriteAllText(Log, text);

        var error = Assert.Throws<ReIdException>(() => MetricsLogReader.Read(Log).Count());
        Assert.StartsWith($"Line 2 of {Log} ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.Throws<ReIdException>(() => MetricsLog.Resume(Log, 2, evaluated: true));
        Assert.Equal(text, File.ReadAllText(Log));
    }

    [Fact]
    public void A_log_that_cannot_be_is_a_sentence()
    {
        Assert.Contains("does not exist", Assert.Throws<ReIdException>(() => MetricsLogReader.Read(Log).Count()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "cannot be written", Assert.Throws<ReIdException>(() => MetricsLog.Create(_folder.File("none", "m.jsonl"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_the_log_ends_with_a_whole_line()
    {
        using var disk = await SmallDisk.MountAsync(_folder.File("disk"), 1);
        Assert.SkipWhen(disk is null, "this process may not mount a file system");
        var path = _folder.File("disk", "metrics.jsonl");
        var written = 0;
        using (var log = MetricsLog.Create(path))
        {
            var note = new NoteMetrics { Step = 1, Text = new string('x', 1000) };
            Assert.Throws<ReIdException>(() =>
            {
                for (; written < 2000; written++)
                {
                    log.Write(note);
                }
            });
        }

        Assert.InRange(written, 1, 1999);
        Assert.EndsWith("}\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(written, MetricsLogReader.Read(path).Count());
    }
}
