using ReId.Model.Studies.Running;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies.Kinds;

/// <summary>
/// Losses on one data set with the same network, sampler, optimiser, images and seeds; each with the values of its paper,
/// which are the defaults of <c>reid losses</c> where nothing else stands here.
/// </summary>
internal sealed class LossesStudy : IStudy
{
    private const int Dimension = 512;

    private static readonly LossRecipe s_softmax = Loss("softmax_ce", ("classifier", "true"));
    private static readonly LossRecipe s_batchHard = Loss("triplet_batch_hard", ("soft_margin", "true"));

    private static readonly (string Name, LossRecipe[] Terms)[] s_losses =
    [
        ("softmax", [s_softmax]),
        ("batch-hard", [s_batchHard]),
        ("softmax + batch-hard", [s_softmax, s_batchHard]),
        ("semi-hard", [Loss("triplet", ("miner", "semi_hard"))]),
        ("triplet-center + batch-hard", [Loss("triplet_center", ("margin", "5")) with { Weight = 0.1 }, s_batchHard]),
        ("quadruplet", [Loss("quadruplet_batch_hard", ("margins", "adaptive"), ("squared", "false"), ("normalize", "true"))]),
        ("contrastive", [Loss("contrastive", ("normalize", "true"))]),
        ("lifted", [Loss("lifted_structure", ("margin", "1"), ("normalize", "true"))]),
        ("n-pair", [Loss("n_pair")]),
        ("arcface", [Loss("arcface")]),
        ("circle", [Loss("circle")]),
        ("multi-similarity", [Loss("multi_similarity", ("epsilon", "0.1"))]),
        ("supcon", [Loss("supervised_contrastive")]),
    ];

    public string Name => "losses";

    public string Summary => "losses with the same network, sampler, optimiser and images: mean ± deviation over the seeds";

    public string Title => "Losses compared";

    public bool Trains => true;

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public IReadOnlyList<StudyChart> Charts => [];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis) =>
    [
        .. s_losses.Select(loss => new StudyMember
        {
            Name = loss.Name,
            Facts = [new("loss", string.Join(" + ", loss.Terms.Select(Text)))],
            Recipe = StudyRecipes.With(basis, Dimension, neck: false, loss.Terms),
        }),
    ];

    private static LossRecipe Loss(string name, params (string Key, string Value)[] options) =>
        new() { Name = name, Options = options.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) };

    private static string Text(LossRecipe loss)
    {
        var options = loss.Options.Count == 0 ? "" : $" ({string.Join(", ", loss.Options.Select(pair => $"{pair.Key}={pair.Value}"))})";
        return loss.Weight == 1 ? loss.Name + options : FormattableString.Invariant($"{loss.Weight} {loss.Name}{options}");
    }
}
