using System.Globalization;
using ReId.Contracts;

namespace ReId.Ingest.Detection.Boxes;

/// <summary>
/// The text files of the MOT challenge (Milan et al., "MOT16: A Benchmark for Multi-Object Tracking", arXiv:1603.00831):
/// a line a box, <c>frame,id,x,y,width,height[,score[,…]]</c>, frames and pixels from 1. The nine columns of a ground
/// truth are <c>…,considered,class,visibility</c>: lines that are not considered or no people are left out.
/// </summary>
internal static class MotText
{
    private const int LeastColumns = 6;
    private const int TruthColumns = 9;

    // Pedestrian, person on a vehicle, static person.
    private static readonly int[] s_people = [1, 2, 7];

    /// <exception cref="ReIdException">A line is bad; the message names it.</exception>
    public static IEnumerable<BoxRow> Parse(string path, IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var values = Numbers(path, number, line);
            if (values.Length == TruthColumns && values[7] >= 1)
            {
                if (values[6] != 0 && s_people.Contains((int)values[7]))
                {
                    yield return Row(path, number, values, null);
                }
            }
            else
            {
                yield return Row(path, number, values, values.Length > LeastColumns ? values[6] : null);
            }
        }
    }

    private static double[] Numbers(string path, int number, string line)
    {
        string[] words = line.Contains(',', StringComparison.Ordinal)
            ? line.Trim().TrimEnd(',').Split(',')
            : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < LeastColumns)
        {
            throw new ReIdException(
                $"Line {number} of the boxes '{path}' has {words.Length} columns, but a box has at least {LeastColumns}: frame,id,x,y,width,height.");
        }

        var values = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw new ReIdException($"Line {number} of the boxes '{path}' has '{words[i].Trim()}' in column {i + 1}, but that is a number.");
            }
        }

        return values;
    }

    private static BoxRow Row(string path, int number, double[] values, double? score)
    {
        if (!(values[0] >= 1 && values[0] <= int.MaxValue && double.IsInteger(values[0])))
        {
            throw new ReIdException($"Line {number} of the boxes '{path}' has frame {values[0]}, but frames are whole numbers from 1.");
        }

        var row = new BoxRow(null, (long)values[0] - 1, values[2] - 1, values[3] - 1, values[4], values[5], score);
        return row.Problem is { } problem
            ? throw new ReIdException($"Line {number} of the boxes '{path}' has {problem}.")
            : row;
    }
}
