namespace ReId.Model.Training.Recipes;

/// <summary>
/// All that decides a training run. Two runs of one recipe on one machine give the same losses. Keys in files and on the
/// command line are the names of the properties in <c>snake_case</c>.
/// </summary>
public sealed record Recipe
{
    /// <summary>What the recipe is called.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>What it is good for, and its source.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seed of everything that is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The pictures.</summary>
    public DataRecipe Data { get; init; } = new();

    /// <summary>The network.</summary>
    public ModelRecipe Model { get; init; } = new();

    /// <summary>How batches are drawn.</summary>
    public SamplerRecipe Sampler { get; init; } = new();

    /// <summary>What is done to each picture, in this order.</summary>
    public IReadOnlyList<PartRecipe> Augmentation { get; init; } = [];

    /// <summary>What is trained, one after the other.</summary>
    public IReadOnlyList<StageRecipe> Stages { get; init; } = [new()];

    /// <summary>Greatest length of the gradient; 0 (default) for any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Arithmetic of the forward and backward pass: <c>float32</c>, <c>bfloat16</c> or <c>mixed</c>.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>
    /// Share that the moving average of the weights keeps at each step, from 0 (no average) to below 1; the average is
    /// what is evaluated and written.
    /// </summary>
    public double MovingAverage { get; init; }

    /// <summary>When and how the network is evaluated.</summary>
    public EvaluationRecipe Evaluation { get; init; } = new();
}
