using ReId.Contracts;

namespace ReId.Model.Training.Metrics;

/// <summary>Reads a metrics log line by line, also one that is being written.</summary>
public static class MetricsLogReader
{
    /// <summary>The lines of a log in the order of the file; a last line that was only half written is left out.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A stream: a log of any length takes the memory of a line.</returns>
    /// <exception cref="ReIdException">The file is missing or unreadable, or a line is none of a log; names the line.</exception>
    public static IEnumerable<MetricsLine> Read(string path) => ReadWithText(path).Select(line => line.Line);

    internal static IEnumerable<(MetricsLine Line, string Text)> ReadWithText(string path)
    {
        using var reader = Open(path);
        var number = 0;
        var text = reader.ReadLine();
        while (text is not null)
        {
            number++;
            var next = reader.ReadLine();
            if (text.Length > 0)
            {
                if (MetricsJson.TryRead(text, out var problem) is { } line)
                {
                    yield return (line, text);
                }
                else if (next is not null || EndsWithNewLine(path))
                {
                    throw new ReIdException($"Line {number} of {path} is no line of a metrics log ({problem}): remove it.");
                }
            }

            text = next;
        }
    }

    private static bool EndsWithNewLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReIdException($"{path} does not exist: name the metrics log of a run.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
