using System.Globalization;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies.Running;

/// <summary>
/// The recipe that members share: batches of up to 16 identities × 4, flip and padded crop, AdamW 1e-3 with warm-up over a
/// tenth of the run and two falls by ten, at 60 % and 85 %.
/// </summary>
internal static class StudyRecipes
{
    private const int MostIdentities = 16;
    private const int ImagesOfEach = 4;
    private const double WarmUp = 0.1;
    private static readonly double[] s_falls = [0.6, 0.85];

    /// <summary>Softmax after a BNNeck and batch-hard before it, which learn fast from few images.</summary>
    public static Recipe Usual(StudyBasis basis, int dimension) => With(
        basis, dimension, neck: true,
        new LossRecipe
        {
            Name = "softmax_ce",
            On = "after",
            Options = new Dictionary<string, string> { ["classifier"] = "true", ["label_smoothing"] = "0.1" },
        },
        new LossRecipe
        {
            Name = "triplet_batch_hard",
            Options = new Dictionary<string, string> { ["soft_margin"] = "true" },
        });

    /// <summary>The shared recipe with losses of one's own.</summary>
    /// <param name="basis">Data, network, size.</param>
    /// <param name="dimension">Components of the embedding, a linear layer in every network.</param>
    /// <param name="neck">Whether a BNNeck follows.</param>
    /// <param name="losses">The terms.</param>
    public static Recipe With(StudyBasis basis, int dimension, bool neck, params IReadOnlyList<LossRecipe> losses) => new()
    {
        Name = "study",
        Data = new DataRecipe { Dataset = basis.Dataset, Root = basis.Root },
        Model = new ModelRecipe
        {
            Backbone = basis.Backbone,
            Weights = basis.Weights,
            Options = new Dictionary<string, string>
            {
                ["input"] = string.Create(CultureInfo.InvariantCulture, $"{basis.Height}x{basis.Width}"),
                ["dim"] = dimension.ToString(CultureInfo.InvariantCulture),
                ["head"] = "linear",
                ["neck"] = neck ? "bnneck" : "none",
                ["l2"] = "off",
            },
        },
        Sampler = new SamplerRecipe { Name = "pk", Identities = Math.Min(MostIdentities, basis.Identities), Images = ImagesOfEach },
        Augmentation = [new PartRecipe { Name = "flip" }, new PartRecipe { Name = "pad_crop" }],
        Stages =
        [
            new StageRecipe
            {
                Losses = losses,
                Optimizer = new PartRecipe { Name = "adamw" },
                LearningRate = 1e-3,
                WeightDecay = 0.01,
                DecayAll = false,
            },
        ],
        ClipNorm = 10,
        Evaluation = new EvaluationRecipe { Every = 0 },
    };

    /// <summary>Pictures of a batch.</summary>
    public static int BatchOf(Recipe recipe) => recipe.Sampler.Identities * recipe.Sampler.Images;

    /// <summary>A member's recipe for a run: seed and length, with the schedule stretched over it.</summary>
    /// <param name="recipe">The member's recipe.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public static Recipe ForRun(Recipe recipe, int seed, int steps, int stepsPerEpoch)
    {
        var epochs = (double)steps / stepsPerEpoch;
        var falls = string.Join(',', s_falls.Select(share => (share * epochs).ToString("R", CultureInfo.InvariantCulture)));
        return recipe with
        {
            Seed = seed,
            Stages =
            [
                recipe.Stages[0] with
                {
                    Epochs = (int)Math.Ceiling(epochs),
                    WarmUpEpochs = WarmUp * epochs,
                    Schedule = new PartRecipe
                    {
                        Name = "multi_step",
                        Options = new Dictionary<string, string> { ["milestones"] = falls, ["gamma"] = "0.1" },
                    },
                },
            ],
        };
    }
}
