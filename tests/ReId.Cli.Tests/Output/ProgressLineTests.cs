using ReId.Cli.Output;

namespace ReId.Cli.Tests.Output;

public sealed class ProgressLineTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TextWriter _formerError = Console.Error;
    private readonly StringWriter _error = new();

    public ProgressLineTests() => Console.SetError(_error);

    public void Dispose()
    {
        Console.SetError(_formerError);
        _error.Dispose();
    }

    [Fact]
    public void In_a_file_quick_work_leaves_no_line()
    {
        using (var line = new ProgressLine("gate", redirected: true, _clock))
        {
            line.Show(1, 2, 5, "frames", null);
            line.Show(2, 2, 5, "frames", null);
        }

        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void In_a_file_there_is_a_line_every_ten_seconds()
    {
        using (var line = new ProgressLine("gate", redirected: true, _clock))
        {
            for (var second = 0; second <= 25; second++)
            {
                line.Show(second, 100, 1, "frames", TimeSpan.FromSeconds(100 - second));
                _clock.Now += TimeSpan.FromSeconds(1);
            }
        }

        Assert.Equal(
            ["gate [##......................] 10 % 10/100 frames, 1/s, 01:30 left", "gate [####....................] 20 % 20/100 frames, 1/s, 01:20 left"],
            _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void On_a_terminal_the_line_is_redrawn_and_its_end_always_shown()
    {
        using (var line = new ProgressLine("gate", redirected: false, _clock))
        {
            line.Show(1, 2, 5, "frames", TimeSpan.FromSeconds(65));
            line.Show(1, 2, 5, "too soon", null);
            line.Show(2, 2, 5, "frames", TimeSpan.Zero);
        }

        var drawn = _error.ToString().Split('\r');
        Assert.Equal(3, drawn.Length);
        Assert.Contains("01:05 left", drawn[1], StringComparison.Ordinal);
        Assert.Contains("2/2 frames", drawn[2], StringComparison.Ordinal);
        Assert.Equal(drawn[1].Length, drawn[2].TrimEnd('\n').Length);
        Assert.EndsWith("\n", drawn[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_total_there_is_no_bar()
    {
        using (var line = new ProgressLine("gate", redirected: false, _clock))
        {
            line.Show(7, null, 2.5, "frames", null);
        }

        Assert.Equal("\rgate 7 frames, 2.5/s\n", _error.ToString());
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
