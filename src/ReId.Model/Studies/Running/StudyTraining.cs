using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Datasets;
using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Model.Weights;

namespace ReId.Model.Studies.Running;

/// <summary>Trains a member for an exact number of steps; a run that was interrupted goes on from its checkpoint.</summary>
internal sealed class StudyTraining
{
    private readonly Recipe _recipe;
    private readonly TrainingData _data;
    private readonly int _steps;
    private readonly StudySettings _settings;
    private readonly RunFolder _folder;

    /// <param name="recipe">The member's recipe.</param>
    /// <param name="source">The data set.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">Steps to train.</param>
    /// <param name="folder">Where the run's files go.</param>
    /// <param name="settings">Device and threads.</param>
    /// <exception cref="ReIdException">Data that no batch can be made of.</exception>
    public StudyTraining(Recipe recipe, DataSet source, int seed, int steps, string folder, StudySettings settings)
    {
        (_steps, _settings, _folder) = (steps, settings, new RunFolder(folder));
        _data = TrainingData.Of(source, recipe.Data.Share, seed);
        var sampler = SamplerCatalog.Create(recipe.Sampler.Name, _data.Labels, _data.Cameras, SamplerSettings.Of(recipe with { Seed = seed }));
        _recipe = StudyRecipes.ForRun(recipe, seed, steps, sampler.BatchesPerEpoch);
    }

    /// <summary>The recipe that is run.</summary>
    public Recipe Recipe => _recipe;

    /// <summary>Trains.</summary>
    /// <param name="step">Told after each step how many are done; may be null.</param>
    /// <param name="note">Told what the user should know; may be null.</param>
    /// <param name="cancellationToken">Ends the run with a checkpoint.</param>
    /// <returns>The model file.</returns>
    /// <exception cref="ReIdException">A loss that is no number, a picture that cannot be read, …</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<string> RunAsync(Action<int>? step, Action<string>? note, CancellationToken cancellationToken)
    {
        var begun = File.Exists(_folder.Checkpoint);
        if (!begun || TrainerCheckpoint.Load(_folder.Checkpoint).Place.Step < _steps)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var options = new TrainerOptions { Folder = _folder, Resume = begun, Device = _settings.Device, Threads = _settings.Threads };
            using var trainer = new Trainer(_recipe, _data, options, new StepLimit(_steps, stop, step, note));
            var result = await trainer.RunAsync(stop.Token).ConfigureAwait(false);
            if (result.Steps < _steps)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        Model().Save(_folder.Last);
        return _folder.Last;
    }

    /// <summary>Removes the checkpoint of a run that is scored: its model is all that is needed of it.</summary>
    public void Tidy() => File.Delete(_folder.Checkpoint);

    // A run that ends within an epoch leaves no model, but its checkpoint holds one.
    private ModelFile Model()
    {
        var backbone = BackboneCatalog.Get(_recipe.Model.Backbone, _recipe.Model.Options);
        using var module = backbone.Create(draw: false);
        TrainerCheckpoint.Load(_folder.Checkpoint).Restore("network.", StateLoader.Entries(module));
        return new ModelFile(StateLoader.SaveState(module), BackboneArchitecture.InfoOf(backbone) with
        {
            Training = new Dictionary<string, string>
            {
                ["study"] = _settings.Study.Name,
                ["data"] = _data.Source.Name,
                ["identities"] = FormattableString.Invariant($"{_data.Classes}"),
                ["steps"] = FormattableString.Invariant($"{_steps}"),
                ["seed"] = FormattableString.Invariant($"{_recipe.Seed}"),
            },
        });
    }
}
