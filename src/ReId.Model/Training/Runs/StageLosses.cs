using System.Globalization;
using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Centers;
using ReId.Model.Losses.Classification;
using ReId.Model.Losses.Triplets;
using ReId.Model.Training.Recipes;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Runs;

/// <summary>The terms of a stage's loss, each on the embedding that the recipe gives it.</summary>
internal sealed class StageLosses : IDisposable
{
    private const string SeedOption = "seed";

    private readonly (LossRecipe Recipe, string Name, Loss Loss, MarginSchedule? Margin)[] _terms;

    /// <param name="recipes">The terms.</param>
    /// <param name="size">Classes and dimension, for what they learn.</param>
    /// <param name="source">The stage, for messages.</param>
    /// <param name="seed">Of what a loss draws, where its options name no seed.</param>
    /// <exception cref="ReIdException">No such loss or option, or a margin schedule for a loss without margin.</exception>
    public StageLosses(IReadOnlyList<LossRecipe> recipes, LossSize size, string source, int seed)
    {
        var made = new List<Loss>();
        var terms = new List<(LossRecipe Recipe, string Name, Loss, MarginSchedule?)>();
        try
        {
            foreach (var recipe in recipes)
            {
                var loss = Make(recipe, size, source, seed);
                made.Add(loss);
                var name = terms.Exists(term => term.Name == recipe.Name) ? $"{recipe.Name}_{terms.Count}" : recipe.Name;
                terms.Add((recipe, name, loss, Schedule(recipe, loss)));
            }
        }
        catch
        {
            made.ForEach(loss => loss.Dispose());
            throw;
        }

        _terms = [.. terms];
        Main = Array.Find(_terms, term => term.Loss.CategoryMargin > 0 || term.Loss.IsSoft).Loss
            ?? Array.Find(_terms, term => TellsApart(term.Loss)).Loss ?? _terms[0].Loss;
    }

    /// <summary>
    /// The loss whose distance and margin the log speaks of: the first with a margin, soft or not, else the first that compares
    /// embeddings with each other, else the first.
    /// </summary>
    public Loss Main { get; }

    /// <summary>Which embedding <see cref="Main"/> sees.</summary>
    public bool MainIsAfter => _terms.First(term => term.Loss == Main).Recipe.On == "after";

    /// <summary>The losses with their names, e.g. <c>0_softmax_ce</c>: for checkpoints.</summary>
    public IEnumerable<(string Name, Loss Loss)> All =>
        _terms.Select((term, i) => ($"{i.ToString(CultureInfo.InvariantCulture)}_{term.Recipe.Name}", term.Loss));

    /// <summary>What they learn; what moves by a rule of its own is not among it.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters() => All
        .Where(term => term.Loss is not CenterLoss { MovesByItself: true })
        .SelectMany(term => term.Loss.named_parameters().Select(p => ($"losses.{term.Name}.{p.name}", p.parameter)));

    /// <summary>Sets margins for an epoch of the stage, counted from 0.</summary>
    public void BeginEpoch(int epoch)
    {
        foreach (var term in _terms)
        {
            term.Margin?.Apply(term.Loss, epoch);
        }
    }

    /// <summary>The weighted sum on a batch.</summary>
    /// <param name="before">Embeddings before the neck.</param>
    /// <param name="after">Embeddings after it.</param>
    /// <param name="labels">Identities.</param>
    /// <param name="iteration">Steps before this one.</param>
    /// <param name="triplets">Triplets mined offline; null for those of the batch.</param>
    public LossValues Evaluate(torch.Tensor before, torch.Tensor after, torch.Tensor labels, long iteration, Miners.Triplets? triplets)
    {
        torch.Tensor? total = null;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        double? active = null;
        foreach (var (recipe, name, loss, _) in _terms)
        {
            var output = Output(loss, recipe.On == "after" ? after : before, labels, iteration, triplets);
            var value = (double)output.Value;
            values.Add(name, value);
            active ??= output.ActiveFraction;
            if (!double.IsFinite(value))
            {
                throw new NotFiniteException($"the loss '{recipe.Name}'");
            }

            var weighted = output.Value * recipe.Weight;
            total = total is null ? weighted : total + weighted;
        }

        return new LossValues(total!, values, active);
    }

    /// <summary>
    /// What the terms that tell identities apart would cost with the embeddings of this batch on one point, with their
    /// options, margins and centres of this moment. What classifies or pulls to a centre says nothing there.
    /// </summary>
    /// <param name="before">Embeddings before the neck.</param>
    /// <param name="after">Embeddings after it.</param>
    /// <param name="labels">Identities.</param>
    /// <param name="iteration">Steps before this one.</param>
    /// <param name="triplets">Triplets mined offline; null for those of the batch.</param>
    public IReadOnlyDictionary<string, double> Collapsed(
        torch.Tensor before, torch.Tensor after, torch.Tensor labels, long iteration, Miners.Triplets? triplets)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return _terms.Where(term => TellsApart(term.Loss)).ToDictionary(term => term.Name, term =>
        {
            // In float64 where nothing learned asks for another type: nothing is lost to rounding on so small a scale.
            var type = term.Loss.parameters().FirstOrDefault()?.dtype ?? torch.ScalarType.Float64;
            var point = OnePoint.Near(term.Recipe.On == "after" ? after : before, type);
            return (double)Output(term.Loss, point, labels, iteration, triplets).Value;
        });
    }

    /// <summary>The rules of their own by which some parameters move; after the optimiser's step.</summary>
    public void AfterStep(torch.Tensor before, torch.Tensor after, torch.Tensor labels)
    {
        foreach (var (recipe, _, loss, _) in _terms)
        {
            if (loss is CenterLoss { MovesByItself: true } center)
            {
                using var embeddings = (recipe.On == "after" ? after : before).detach();
                center.UpdateCenters(embeddings, labels);
            }
        }
    }

    public void Dispose() => Array.ForEach(_terms, term => term.Loss.Dispose());

    private static Loss Make(LossRecipe recipe, LossSize size, string source, int seed)
    {
        var kind = LossCatalog.Get(recipe.Name);
        var loss = kind.Create(Seeded(kind, recipe.Options, seed), size);
        if (loss is SoftmaxLoss { HasClassifier: false })
        {
            loss.Dispose();
            throw new ReIdException($"Stage '{source}': softmax_ce works on logits unless it has a classifier of its own: add options: {{ classifier: true }}.");
        }

        if (size.Device is { } device)
        {
            loss.to(device);
        }

        return loss;
    }

    // Runs with other seeds draw other triplets too.
    private static IReadOnlyDictionary<string, string> Seeded(ILossKind kind, IReadOnlyDictionary<string, string> options, int seed) =>
        kind.Options.Any(option => option.Name == SeedOption) && !options.Keys.Contains(SeedOption, StringComparer.OrdinalIgnoreCase)
            ? new Dictionary<string, string>(options, StringComparer.Ordinal) { [SeedOption] = (seed & int.MaxValue).ToString(CultureInfo.InvariantCulture) }
            : options;

    private static bool TellsApart(Loss loss) => loss is not (SoftmaxLoss or CosineClassifierLoss or CenterLoss);

    private static LossOutput Output(
        Loss loss, torch.Tensor embeddings, torch.Tensor labels, long iteration, Miners.Triplets? triplets)
    {
        if (loss is IIterationLoss iterated)
        {
            iterated.Iteration = iteration;
        }

        return triplets is not null && loss is MinedTripletLoss mined
            ? mined.Evaluate(embeddings, labels, triplets)
            : loss.Evaluate(embeddings, labels);
    }

    private static MarginSchedule? Schedule(LossRecipe recipe, Loss loss)
    {
        if (recipe.MarginFrom < 0)
        {
            return null;
        }

        if (loss is not IMarginLoss margin)
        {
            throw new ReIdException($"Loss '{recipe.Name}' has no margin that 'margin_from' could begin with: leave it out.");
        }

        // Its last margin is the loss's own: setting it changes nothing, but a loss whose form takes no margin says so now.
        var schedule = MarginSchedule.Linear(recipe.MarginFrom, margin.Margin, recipe.MarginEpochs);
        schedule.Apply(loss, schedule.Steps);
        return schedule;
    }
}
