using System.Text;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Training.Metrics;

/// <summary>Cuts a log back to what a checkpoint knows.</summary>
internal static class MetricsLogCut
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Keeps the whole lines up to a step; the file is replaced in one step or left as it is.</summary>
    /// <param name="path">The log.</param>
    /// <param name="step">The last step that stays.</param>
    /// <param name="evaluated">Whether an evaluation at that step stays.</param>
    /// <exception cref="ReIdException">A line in the middle is none of a log, or the file cannot be written.</exception>
    public static void After(string path, int step, bool evaluated) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, s_utf8, leaveOpen: true) { NewLine = "\n" };
        foreach (var (line, text) in MetricsLogReader.ReadWithText(path))
        {
            if (line.Step < step || (line.Step == step && (evaluated || line is not EvaluationMetrics)))
            {
                writer.WriteLine(text);
            }
        }
    });
}
