using System.Globalization;
using System.Text;

namespace ReId.Cli.Output;

/// <summary>
/// One line of progress on stderr with rate and time left: redrawn in place on a terminal, and written out every ten
/// seconds where stderr goes to a file.
/// </summary>
internal sealed class ProgressLine(string title, bool redirected, TimeProvider clock) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_log = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private bool _drawn;
    private int _width;

    public ProgressLine(string title)
        : this(title, Console.IsErrorRedirected, TimeProvider.System)
    {
    }

    /// <summary>Shows how far the work is; <paramref name="total"/> is null where nobody knows.</summary>
    public void Show(long done, long? total, double perSecond, string unit, TimeSpan? remaining)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_next == DateTimeOffset.MinValue && redirected)
            {
                _next = now + s_log;
            }

            if (now < _next && (done != total || redirected))
            {
                return;
            }

            _next = now + (redirected ? s_log : s_redraw);
            Write(Text(done, total, perSecond, unit, remaining));
        }
    }

    /// <summary>Leaves the last state on its line.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_drawn && !redirected)
            {
                Console.Error.WriteLine();
                _drawn = false;
            }
        }
    }

    private string Text(long done, long? total, double perSecond, string unit, TimeSpan? remaining)
    {
        var culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder(title);
        if (total is > 0)
        {
            var share = Math.Clamp((double)done / total.Value, 0, 1);
            var filled = (int)(share * BarWidth);
            text.Append(culture, $" [{new string('#', filled)}{new string('.', BarWidth - filled)}] {share:P0} {done}/{total} {unit}");
        }
        else
        {
            text.Append(culture, $" {done} {unit}");
        }

        text.Append(culture, $", {perSecond:0.#}/s");
        if (remaining is { } left && done != total)
        {
            text.Append(culture, $", {(left.TotalHours >= 1 ? $"{(int)left.TotalHours}:" : "")}{left:mm\\:ss} left");
        }

        return text.ToString();
    }

    private void Write(string text)
    {
        if (redirected)
        {
            Console.Error.WriteLine(text);
            return;
        }

        // Spaces wipe what a longer line before it left behind.
        Console.Error.Write('\r' + text.PadRight(_width));
        _width = text.Length;
        _drawn = true;
    }
}
