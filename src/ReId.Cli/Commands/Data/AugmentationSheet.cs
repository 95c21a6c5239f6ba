using OpenCvSharp;
using ReId.Model.Embedding;

namespace ReId.Cli.Commands.Data;

/// <summary>A contact sheet: a row for each picture, the picture itself first and then its draws.</summary>
internal sealed class AugmentationSheet : IDisposable
{
    private const int Margin = 12;
    private const int Gap = 6;
    private const int Header = 58;
    private const int Caption = 18;

    private static readonly Scalar s_paper = new(250, 250, 250);
    private static readonly Scalar s_ink = new(40, 40, 40);
    private static readonly Scalar s_quiet = new(130, 130, 130);

    private readonly ModelInfo _model;
    private readonly int _columns;
    private readonly Mat _sheet;

    /// <summary>Creates an empty sheet.</summary>
    /// <param name="model">Size, mean and deviation of the network's input.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="rows">Pictures.</param>
    /// <param name="columns">Draws of each, the picture itself not counted.</param>
    public AugmentationSheet(ModelInfo model, string title, int rows, int columns)
    {
        (_model, _columns) = (model, columns);
        var width = X(columns + 1) + Margin - Gap;
        _sheet = new Mat(Y(rows) + Margin - Gap, width, MatType.CV_8UC3, s_paper);
        Write(Fitted(title, width - (2 * Margin), 0.5), Margin, 24, s_ink, 0.5);
        Write("as it is", X(0), Header - 8, s_quiet, 0.42);
        for (var column = 1; column <= columns; column++)
        {
            Write($"draw {column}", X(column), Header - 8, s_quiet, 0.42);
        }
    }

    /// <summary>Writes below a row what its picture is.</summary>
    public void Name(int row, string caption) =>
        Write(Fitted(caption, X(_columns + 1) - (2 * Margin), 0.42), X(0), Y(row) + _model.InputHeight + Caption - 5, s_quiet, 0.42);

    /// <summary>Draws what the network gets: the normalisation is undone, nothing else.</summary>
    /// <param name="row">The picture.</param>
    /// <param name="column">0 for the picture itself, from 1 for its draws.</param>
    /// <param name="planes">3×H×W normalised values.</param>
    public void Draw(int row, int column, ReadOnlySpan<float> planes)
    {
        var size = _model.InputHeight * _model.InputWidth;
        for (var y = 0; y < _model.InputHeight; y++)
        {
            for (var x = 0; x < _model.InputWidth; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = (planes[(channel * size) + (y * _model.InputWidth) + x] * _model.Std[channel]) + _model.Mean[channel];
                    // Blue first in the sheet, red first in the network.
                    _sheet.Set(Y(row) + y, (3 * (X(column) + x)) + 2 - channel, (byte)Math.Clamp(Math.Round(value * 255), 0, 255));
                }
            }
        }
    }

    /// <summary>The sheet as a file of that ending.</summary>
    public byte[] Encode(string ending) => _sheet.ImEncode(ending);

    public void Dispose() => _sheet.Dispose();

    // What does not fit loses its beginning, because names of files differ at their end.
    private static string Fitted(string text, int width, double scale)
    {
        var ascii = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        for (var start = 0; start < ascii.Length; start++)
        {
            var shown = start == 0 ? ascii : $"...{ascii[start..]}";
            if (Cv2.GetTextSize(shown, HersheyFonts.HersheySimplex, scale, 1, out _).Width <= width)
            {
                return shown;
            }
        }

        return "";
    }

    private int X(int column) => Margin + (column * (_model.InputWidth + Gap));

    private int Y(int row) => Header + (row * (_model.InputHeight + Caption + Gap));

    private void Write(string text, int x, int y, Scalar colour, double scale) =>
        Cv2.PutText(_sheet, text, new Point(x, y), HersheyFonts.HersheySimplex, scale, colour, 1, LineTypes.AntiAlias);
}
