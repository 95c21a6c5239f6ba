using ReId.Model.Studies.Running;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies.Kinds;

/// <summary>
/// Losses on one data set with the same network, sampler, optimiser, images and seeds. Where nothing else stands here, each
/// has the defaults of <c>reid losses</c>, which are its paper's values. Unlike their papers, contrastive, lifted and
/// quadruplets see embeddings of length 1, and quadruplets plain distances in place of squares: this network's embeddings
/// have any length, beside which a margin says nothing.
/// </summary>
internal sealed class LossesStudy : IStudy
{
    private const int Dimension = 512;

    private static readonly LossRecipe s_softmax = Loss("softmax_ce", ("classifier", "true"));
    private static readonly LossRecipe s_batchHard = Loss("triplet_batch_hard", ("soft_margin", "true"));

    // Those that are used most: each further run would take its share of the budget from all.
    private static readonly (string Name, LossRecipe[] Terms)[] s_usual =
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

    private static readonly (string Name, LossRecipe[] Terms)[] s_others =
    [
        ("softmax + center", [s_softmax, Loss("center", ("half", "false"), ("gradient", "none")) with { Weight = 0.0005 }]),
        ("tripletnet ratio", [Loss("tripletnet_ratio")]),
        ("batch-all", [Loss("triplet_batch_all")]),
        ("weighted triplet", [Loss("triplet_weighted")]),
        ("exhaustive quadruplet", [Loss("quadruplet_exhaustive", ("margins", "adaptive"), ("squared", "false"), ("normalize", "true"))]),
        ("generalised lifted", [Loss("generalized_lifted", ("margin", "1"), ("normalize", "true"))]),
        ("normface", [Loss("normface")]),
        ("a-softmax", [Loss("a_softmax")]),
        ("cosface", [Loss("cosface")]),
    ];

    public string Name => "losses";

    public string Summary => "losses with the same network, sampler, optimiser and images: mean ± deviation over the seeds";

    public string Title => "Losses compared";

    public bool Trains => true;

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public IReadOnlyList<StudyChart> Charts => [];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis) =>
    [
        .. s_usual.Select(loss => Member(basis, loss.Name, loss.Terms)),
        .. s_others.Select(loss => Member(basis, loss.Name, loss.Terms) with { OnRequest = true }),
    ];

    private static StudyMember Member(StudyBasis basis, string name, LossRecipe[] terms) => new()
    {
        Name = name,
        Facts = [new("loss", string.Join(" + ", terms.Select(Text)))],
        Recipe = StudyRecipes.With(basis, Dimension, neck: false, terms),
    };

    private static LossRecipe Loss(string name, params (string Key, string Value)[] options) =>
        new() { Name = name, Options = options.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) };

    private static string Text(LossRecipe loss)
    {
        var options = loss.Options.Count == 0 ? "" : $" ({string.Join(", ", loss.Options.Select(pair => $"{pair.Key}={pair.Value}"))})";
        return loss.Weight == 1 ? loss.Name + options : FormattableString.Invariant($"{loss.Weight} {loss.Name}{options}");
    }
}
