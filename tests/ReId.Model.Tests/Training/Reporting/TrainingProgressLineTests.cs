using ReId.Model.Training.Metrics;
using ReId.Model.Training.Reporting;

namespace ReId.Model.Tests.Training.Reporting;

public sealed class TrainingProgressLineTests : IDisposable
{
    private static readonly TrainingProgress s_progress = new()
    {
        Stage = 1,
        Stages = 2,
        Epoch = 3,
        Epochs = 60,
        EpochShare = 0.5,
        Left = TimeSpan.FromMinutes(12),
        Step = new StepMetrics
        {
            Step = 30,
            Loss = 1.234,
            Terms = new Dictionary<string, double> { ["softmax"] = 0.9, ["triplet"] = 0.334 },
            ActiveFraction = 0.42,
            LearningRate = 3.5e-4,
            ImagesPerSecond = 812,
        },
    };

    private readonly ManualClock _clock = new();
    private readonly StringWriter _out = new();

    public void Dispose() => _out.Dispose();

    [Fact]
    public void All_of_it_stands_on_a_wide_line() => Assert.Equal(
        "stage 1/2  epoch 3/60  [####----]  loss 1.234 (softmax 0.900, triplet 0.334)  active 42 %  lr 3.5e-4  812 images/s  12 min left",
        TrainingProgressText.Line(s_progress, 200));

    [Theory]
    [InlineData(110, "stage 1/2  epoch 3/60  [####----]  loss 1.234  active 42 %  lr 3.5e-4  812 images/s  12 min left")]
    [InlineData(70, "epoch 3/60  [####----]  loss 1.234  active 42 %  12 min left")]
    [InlineData(40, "epoch 3/60  loss 1.234  12 min left")]
    [InlineData(12, "epoch 3/60  ")]
    public void On_a_narrow_line_the_less_important_goes(int width, string expected)
    {
        var line = TrainingProgressText.Line(s_progress, width);

        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 1, width);
    }

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Equal(
        "epoch 1/2  [------------------------]  loss NaN",
        TrainingProgressText.Line(new TrainingProgress { Epoch = 1, Epochs = 2, Step = new StepMetrics { Step = 1, Loss = double.NaN } }, 200));

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(75, "75 s")]
    [InlineData(3600, "60 min")]
    [InlineData(9000, "2 h 30 min")]
    public void Time_left_is_short(int seconds, string expected) =>
        Assert.Equal(expected, TrainingProgressText.Left(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void On_a_terminal_the_line_is_redrawn_within_its_width_and_notes_stand_above()
    {
        using (var line = Line(terminal: true, 60))
        {
            line.Show(s_progress);
            line.Show(s_progress);
            _clock.Now += TimeSpan.FromSeconds(1);
            line.Show(s_progress with { Left = TimeSpan.FromSeconds(5) });
            line.Note("a note");
        }

        var drawn = _out.ToString();
        Assert.All(drawn.Split('\r', '\n'), part => Assert.InRange(part.Length, 0, 59));
        Assert.Equal(2, drawn.Split("5 s left").Length - 1);
        Assert.Contains("\ra note\n\repoch 3/60", drawn, StringComparison.Ordinal);
        Assert.EndsWith("5 s left\n", drawn, StringComparison.Ordinal);
        Assert.Single(drawn.Split("12 min left")[1..]);
    }

    [Fact]
    public void In_a_file_there_is_a_plain_line_every_ten_seconds()
    {
        using (var line = Line(terminal: false, 20))
        {
            for (var second = 0; second < 25; second++)
            {
                line.Show(s_progress);
                _clock.Now += TimeSpan.FromSeconds(1);
            }

            line.Note("a note");
        }

        var lines = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.DoesNotContain('\r', _out.ToString());
        Assert.All(lines[..3], text => Assert.EndsWith("12 min left", text, StringComparison.Ordinal));
    }

    private TrainingProgressLine Line(bool terminal, int width) => new(_out, terminal, () => width, _clock);

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
