using System.Globalization;
using ReId.Model.Reporting.Charts;
using ReId.Model.Studies.Running;

namespace ReId.Model.Studies.Kinds;

/// <summary>
/// Accuracy of one finished model against the quality of the queries (FaceNet: Schroff, Kalenichenko, Philbin 2015,
/// table 4): JPEG quality and picture size. The gallery stays as it is.
/// </summary>
internal sealed class QualityStudy : IStudy
{
    private const string Jpeg = "jpeg";
    private const string Size = "size";

    private static readonly int[] s_qualities = [10, 20, 30, 50, 70, 90];
    private static readonly (int Height, int Width)[] s_sizes = [(256, 128), (128, 64), (96, 48), (64, 32)];

    public string Name => "quality";

    public string Summary => "accuracy of a trained model against JPEG quality and picture size of the queries";

    public string Title => "Accuracy against image quality";

    public bool Trains => false;

    public IReadOnlyList<int> Seeds => [];

    public IReadOnlyList<StudyChart> Charts { get; } =
    [
        new(Jpeg, "against JPEG quality of the queries", new Axis { Label = "JPEG quality", Low = 0, High = 100 }),
        new(Size, "against the size of the queries", new Axis
        {
            Label = "pixels of a query", Logarithmic = true, Ticks = [.. s_sizes.Select(size => (double)(size.Height * size.Width))],
        }),
    ];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis) =>
    [
        new StudyMember { Name = "as it is", Group = "whole" },
        .. s_qualities.Select(quality => new StudyMember
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"JPEG {quality}"),
            Group = Jpeg,
            Place = quality,
            Change = new QueryChange { JpegQuality = quality },
        }),
        .. s_sizes.Select(size => new StudyMember
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{size.Height}x{size.Width}"),
            Group = Size,
            Place = size.Height * size.Width,
            Change = new QueryChange { Height = size.Height, Width = size.Width },
        }),
    ];
}
