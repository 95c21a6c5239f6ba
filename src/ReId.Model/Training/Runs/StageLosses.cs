using System.Globalization;
using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Centers;
using ReId.Model.Losses.Triplets;
using ReId.Model.Training.Recipes;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Runs;

/// <summary>The terms of a stage's loss, each on the embedding that the recipe gives it.</summary>
internal sealed class StageLosses : IDisposable
{
    private readonly (LossRecipe Recipe, Loss Loss, MarginSchedule? Margin)[] _terms;

    /// <param name="recipes">The terms.</param>
    /// <param name="size">Classes and dimension, for what they learn.</param>
    /// <param name="source">The stage, for messages.</param>
    /// <exception cref="ReIdException">No such loss or option, or a margin schedule for a loss without margin.</exception>
    public StageLosses(IReadOnlyList<LossRecipe> recipes, LossSize size, string source)
    {
        var terms = new List<(LossRecipe, Loss, MarginSchedule?)>();
        foreach (var recipe in recipes)
        {
            if (recipe.Name == "softmax_ce" && recipe.Options.GetValueOrDefault("classifier") != "true")
            {
                throw new ReIdException($"Stage '{source}': softmax_ce works on logits unless it has a classifier of its own: add options: {{ classifier: true }}.");
            }

            var loss = LossCatalog.Get(recipe.Name).Create(recipe.Options, size);
            if (size.Device is { } device)
            {
                loss.to(device);
            }

            terms.Add((recipe, loss, Schedule(recipe, loss)));
        }

        _terms = [.. terms];
        Main = _terms.Select(term => term.Loss).FirstOrDefault(loss => loss.CategoryMargin > 0) ?? _terms[0].Loss;
    }

    /// <summary>The loss whose distance and margin the log speaks of: the first with a margin, else the first.</summary>
    public Loss Main { get; }

    /// <summary>Which embedding <see cref="Main"/> sees.</summary>
    public bool MainIsAfter => _terms.First(term => term.Loss == Main).Recipe.On == "after";

    /// <summary>The losses with their names, e.g. <c>0_softmax_ce</c>: for checkpoints.</summary>
    public IEnumerable<(string Name, Loss Loss)> All =>
        _terms.Select((term, i) => ($"{i.ToString(CultureInfo.InvariantCulture)}_{term.Recipe.Name}", term.Loss));

    /// <summary>What they learn; what moves by a rule of its own is not among it.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters() => All
        .Where(term => term.Loss is not CenterLoss || _terms.First(t => t.Loss == term.Loss).Recipe.Options.GetValueOrDefault("gradient") != "none")
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
        foreach (var (recipe, loss, _) in _terms)
        {
            if (loss is IIterationLoss iterated)
            {
                iterated.Iteration = iteration;
            }

            var embeddings = recipe.On == "after" ? after : before;
            var output = triplets is not null && loss is MinedTripletLoss mined
                ? mined.Evaluate(embeddings, labels, triplets)
                : loss.Evaluate(embeddings, labels);
            var value = (double)output.Value;
            var name = values.ContainsKey(recipe.Name) ? $"{recipe.Name}_{values.Count}" : recipe.Name;
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

    /// <summary>The rules of their own by which some parameters move; after the optimiser's step.</summary>
    public void AfterStep(torch.Tensor before, torch.Tensor after, torch.Tensor labels)
    {
        foreach (var (recipe, loss, _) in _terms)
        {
            if (loss is CenterLoss center && recipe.Options.GetValueOrDefault("gradient") == "none")
            {
                using var embeddings = (recipe.On == "after" ? after : before).detach();
                center.UpdateCenters(embeddings, labels);
            }
        }
    }

    public void Dispose() => Array.ForEach(_terms, term => term.Loss.Dispose());

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
