using System.Globalization;
using ReId.Model.Reporting.Charts;
using ReId.Model.Studies.Running;

namespace ReId.Model.Studies.Kinds;

/// <summary>Accuracy against the components of the embedding (FaceNet: Schroff, Kalenichenko, Philbin 2015, table 5).</summary>
internal sealed class DimensionStudy : IStudy
{
    private static readonly int[] s_dimensions = [64, 128, 256, 512];

    public string Name => "dimension";

    public string Summary => "accuracy against the components of the embedding: 64, 128, 256, 512";

    public string Title => "Accuracy against the embedding's dimension";

    public bool Trains => true;

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public IReadOnlyList<StudyChart> Charts { get; } =
        [new("", "against the embedding's dimension", new Axis { Label = "components", Logarithmic = true, Ticks = [64, 128, 256, 512] })];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis) =>
    [
        .. s_dimensions.Select(dimension => new StudyMember
        {
            Name = dimension.ToString(CultureInfo.InvariantCulture),
            Place = dimension,
            Facts = [new("float32 bytes", string.Create(CultureInfo.InvariantCulture, $"{dimension * sizeof(float)}"))],
            Recipe = StudyRecipes.Usual(basis, dimension),
        }),
    ];
}
