namespace ReId.Model.Training.Reporting;

/// <summary>
/// The progress of a run in one line: redrawn in place on a terminal and never wider than it; written out every ten
/// seconds where it goes to a file, as the other progress lines of the house are.
/// </summary>
public sealed class TrainingProgressLine : IDisposable
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_log = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TextWriter? _writer;
    private readonly bool _terminal;
    private readonly Func<int> _width;
    private readonly TimeProvider _clock;
    private DateTimeOffset? _next;
    private string _drawn = "";

    /// <summary>A line on stderr.</summary>
    public TrainingProgressLine()
        : this(writer: null, !Console.IsErrorRedirected, WidthOfConsole, TimeProvider.System)
    {
    }

    /// <summary>A line anywhere.</summary>
    /// <param name="writer">Where it goes; null for stderr.</param>
    /// <param name="terminal">True where a line can be redrawn.</param>
    /// <param name="width">Columns of the terminal, asked each time because windows change.</param>
    /// <param name="clock">The time.</param>
    public TrainingProgressLine(TextWriter? writer, bool terminal, Func<int> width, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(width);
        ArgumentNullException.ThrowIfNull(clock);
        (_writer, _terminal, _width, _clock) = (writer, terminal, width, clock);
    }

    private TextWriter Writer => _writer ?? Console.Error;

    /// <summary>Shows how far the run is; calls in quick succession are passed over.</summary>
    /// <param name="progress">The state after a step.</param>
    public void Show(TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (now < _next)
            {
                return;
            }

            _next = now + (_terminal ? s_redraw : s_log);
            if (!_terminal)
            {
                Writer.WriteLine(TrainingProgressText.Line(progress, int.MaxValue));
                return;
            }

            // The last column stays free: a full line would make the terminal scroll.
            var text = TrainingProgressText.Line(progress, _width() - 1);
            Redraw(text);
        }
    }

    /// <summary>Writes a sentence that stays, above the line: an evaluation, a warning.</summary>
    /// <param name="text">The sentence.</param>
    public void Note(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_gate)
        {
            var line = _drawn;
            if (line.Length > 0)
            {
                Redraw("");
                Writer.Write('\r');
            }

            Writer.WriteLine(text);
            if (line.Length > 0)
            {
                Redraw(line);
            }
        }
    }

    /// <summary>Leaves the last state on its line.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_drawn.Length > 0)
            {
                Writer.WriteLine();
                _drawn = "";
            }
        }
    }

    // Spaces wipe what a longer line before it left behind.
    private void Redraw(string text)
    {
        Writer.Write('\r' + text.PadRight(_drawn.Length));
        _drawn = text;
    }

    private static int WidthOfConsole()
    {
        const int Usual = 80;
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }
}
