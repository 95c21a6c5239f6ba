using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Training.Metrics;

/// <summary>
/// The metrics of a run: a JSON object a line, written through to the system line by line, so that a run that is killed
/// loses none and a report can be made while it runs. May be written to by several threads.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    private MetricsLog(string path, FileMode mode)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            // No buffer of our own: a line is one write.
            _file = new FileStream(Path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _file.Seek(0, SeekOrigin.End);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(path, e);
        }
    }

    /// <summary>Absolute path of the log.</summary>
    public string Path { get; }

    /// <summary>Begins a log; one that is there is replaced.</summary>
    /// <param name="path">The file, by custom <c>metrics.jsonl</c>.</param>
    /// <exception cref="ReIdException">It cannot be written.</exception>
    public static MetricsLog Create(string path) => new(path, FileMode.Create);

    /// <summary>
    /// Goes on with a log after a checkpoint: lines of later steps are cut off in one go, and a last line that was only
    /// half written is dropped. Where there is no log yet, one begins.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="step">The step of the checkpoint; lines up to it stay.</param>
    /// <param name="evaluated">
    /// Whether the checkpoint knows of an evaluation at its step; false cuts such a line off, since the run evaluates again.
    /// </param>
    /// <exception cref="ReIdException">It cannot be written, or a line in it is none of a log.</exception>
    public static MetricsLog Resume(string path, int step, bool evaluated)
    {
        if (File.Exists(path))
        {
            MetricsLogCut.After(path, step, evaluated);
        }

        return new MetricsLog(path, FileMode.OpenOrCreate);
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">What to write.</param>
    /// <exception cref="ReIdException">The disk is full, …; the log ends with the line before.</exception>
    public void Write(MetricsLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        byte[] bytes = [.. MetricsJson.Write(line), (byte)'\n'];
        lock (_gate)
        {
            var end = _file.Position;
            try
            {
                _file.Write(bytes);
            }
            catch (IOException e)
            {
                // Half a line in the middle would spoil the log for good.
                _file.SetLength(end);
                _file.Seek(end, SeekOrigin.Begin);
                throw AtomicFile.CannotWrite(Path, e);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
