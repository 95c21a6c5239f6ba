using System.Globalization;
using ReId.Contracts;
using ReId.Model.Reporting.Charts;
using ReId.Model.Studies.Running;

namespace ReId.Model.Studies.Kinds;

/// <summary>
/// Accuracy against the amount of training data (FaceNet: Schroff, Kalenichenko, Philbin 2015, table 6): all, half, a
/// quarter, an eighth of the identities, drawn by the seed so that the smaller parts lie in the larger ones.
/// </summary>
internal sealed class DataStudy : IStudy
{
    // Fewer would leave hardly a negative in a batch.
    private const int LeastIdentities = 4;

    private static readonly double[] s_shares = [0.125, 0.25, 0.5, 1];

    public string Name => "data";

    public string Summary => "accuracy against the amount of training data: 1/8, 1/4, 1/2, all identities";

    public string Title => "Accuracy against the amount of training data";

    public bool Trains => true;

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public IReadOnlyList<StudyChart> Charts { get; } =
        [new("", "against training identities", new Axis { Label = "training identities", Logarithmic = true, Whole = true })];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis)
    {
        var parts = s_shares.Select(share => (Share: share, Identities: (int)Math.Ceiling(basis.Identities * share)))
            .Where(part => part.Identities >= LeastIdentities).ToArray();
        if (parts.Length < 2)
        {
            throw new ReIdException(
                $"The data set has {basis.Identities} identities to train with: to compare parts of it, at least {2 * LeastIdentities} are needed.");
        }

        // The same batches for all, so that nothing differs but what they are drawn from.
        var batch = basis with { Identities = parts[0].Identities };
        return [.. parts.Select(part => Member(part.Share, part.Identities, StudyRecipes.Usual(batch, dimension: 512)))];
    }

    private static StudyMember Member(double share, int identities, Training.Recipes.Recipe recipe) => new()
    {
        Name = share == 1 ? "all" : string.Create(CultureInfo.InvariantCulture, $"1/{1 / share:0}"),
        Place = identities,
        Facts = [new("identities", identities.ToString(CultureInfo.InvariantCulture))],
        Recipe = recipe with { Data = recipe.Data with { Share = share } },
    };
}
