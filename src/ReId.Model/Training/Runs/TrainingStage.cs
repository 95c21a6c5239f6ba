using System.Collections.ObjectModel;
using ReId.Model.Backbones;
using ReId.Model.Inference;
using ReId.Model.Loading;
using ReId.Model.Losses;
using ReId.Model.Losses.Checking;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Optimisation;
using ReId.Model.Training.Precision;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Schedules;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>One stage of a run: its losses, its optimiser, and what a step does.</summary>
internal sealed class TrainingStage : IDisposable
{
    private readonly Recipe _recipe;
    private readonly StageRecipe _stage;
    private readonly TrainingNetwork _network;
    private readonly StageLosses _losses;
    private readonly IOptimizer _optimizer;
    private readonly ILearningRateSchedule _schedule;
    private readonly IPrecision _precision;
    private readonly GradientScaler? _scaler;
    private readonly MovingAverage? _average;
    private readonly Freezing _freezing;
    private readonly StepClock _clock;
    private readonly int _batchesPerEpoch;

    // Every step asks for the memory that the one before it has freed: see docs/decisions/0111.
    private readonly IDisposable? _memory;

    /// <param name="recipe">The whole recipe.</param>
    /// <param name="stage">This stage.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="classes">Identities.</param>
    /// <param name="batchesPerEpoch">Steps of an epoch.</param>
    /// <param name="precision">Arithmetic of forward and backward pass.</param>
    /// <param name="average">Moving average of the weights; null for none.</param>
    /// <param name="clock">Counts the time of the parts of a step.</param>
    public TrainingStage(
        Recipe recipe, StageRecipe stage, TrainingNetwork network, int classes, int batchesPerEpoch, IPrecision precision,
        MovingAverage? average, StepClock clock)
    {
        (_recipe, _stage, _network, _precision, _average, _clock, _batchesPerEpoch) =
            (recipe, stage, network, precision, average, clock, batchesPerEpoch);
        _scaler = precision.NeedsScaling ? new GradientScaler() : null;
        // What a recipe says wrong of these two is refused before the losses hold memory of libtorch.
        _freezing = new Freezing(network.Module, stage.Freeze, stage.FreezeEpochs);
        _schedule = LearningRateScheduleCatalog.Create(
            stage.Schedule.Name, stage.Schedule.Options, stage.Epochs, stage.WarmUpEpochs, stage.WarmUpFactor);
        _losses = new StageLosses(
            stage.Losses, new LossSize(classes, network.Backbone.Dimension, Device: network.Device), stage.Name, recipe.Seed);
        _optimizer = OptimizerCatalog.Create(
            stage.Optimizer.Name, StageParameters.Groups(stage, network, _losses), stage.Optimizer.Options);
        _memory = TorchExtensions.KeepMemory();
    }

    /// <summary>What the recipe says of the stage.</summary>
    public StageRecipe StageRecipe => _stage;

    /// <summary>What a checkpoint keeps of the stage.</summary>
    public IEnumerable<(string Name, torch.Tensor Tensor)> State() => LossState()
        .Concat(_optimizer.State().Select(entry => ($"optimizer.{entry.Key}", entry.Value)))
        .Concat(_scaler?.State().Select(entry => ($"scaler.{entry.Key}", entry.Value)) ?? []);

    public void Restore(TrainerCheckpoint checkpoint)
    {
        checkpoint.Restore("", LossState());
        checkpoint.With("optimizer.", _optimizer.Load);
        if (_scaler is not null)
        {
            checkpoint.With("scaler.", _scaler.Load);
        }
    }

    /// <summary>Sets what changes from epoch to epoch of the stage.</summary>
    /// <param name="epoch">Counted from 0.</param>
    public void BeginEpoch(int epoch)
    {
        _losses.BeginEpoch(epoch);
        Train(epoch);
    }

    /// <summary>Network to training, with the parts at rest that the epoch freezes.</summary>
    /// <param name="epoch">Counted from 0.</param>
    public void Train(int epoch)
    {
        _network.Module.train();
        _freezing.BeginEpoch(epoch);
    }

    /// <summary>One step of the optimiser.</summary>
    /// <param name="batch">The pictures.</param>
    /// <param name="place">How far the run is.</param>
    /// <param name="triplets">Triplets mined offline; null otherwise.</param>
    /// <param name="watch">Is told of collapsed levels where it asks for them.</param>
    /// <exception cref="NotFiniteException">An embedding, a loss or the gradient is NaN or infinite; nothing was changed.</exception>
    public StepMetrics Step(TrainingBatch batch, TrainingPlace place, Miners.Triplets? triplets, CollapseWatch watch)
    {
        // Whatever an operator draws follows from the step alone: a resumed run draws what the uninterrupted one did.
        torch.manual_seed(unchecked((_recipe.Seed * 1_000_003L) + place.Step));
        var rate = _stage.LearningRate * _schedule.At((double)place.StageStep / _batchesPerEpoch);
        foreach (var group in _optimizer.Groups)
        {
            group.LearningRate = rate * group.LearningRateFactor;
        }

        using var scope = torch.NewDisposeScope();
        var images = BatchTensors.Images(batch, _network.Info, _network.Device);
        var labels = BatchTensors.Labels(batch, _network.Device);
        _optimizer.ZeroGradient();
        torch.Tensor before, after;
        using (_precision.Enter(_network.Device))
        {
            (before, after) = _network.Forward(images);
        }

        if (!before.detach().isfinite().all().item<bool>())
        {
            throw new NotFiniteException("an embedding of the network");
        }

        _clock.Lap(StepClock.Part.Network);
        var values = _losses.Evaluate(before, after, labels, place.StageStep, triplets);
        var report = BatchReport.Of(
            (_losses.MainIsAfter ? after : before).detach(), labels, _losses.Main.Distance, _losses.Main.CategoryMargin);
        var collapsed = watch.HaveShrunk(report.MeanPositive, report.MeanNegative)
            ? _losses.Collapsed(before.detach(), after.detach(), labels, place.StageStep, triplets)
            : ReadOnlyDictionary<string, double>.Empty;
        _clock.Lap(StepClock.Part.Loss);
        (_scaler?.Scale(values.Total) ?? values.Total).backward();
        _clock.Lap(StepClock.Part.Network);
        var norm = Move(before, after, labels);
        _clock.Lap(StepClock.Part.Optimizer);
        var (seconds, waited) = _clock.EndStep();
        return new StepMetrics
        {
            Step = place.Step + 1,
            Epoch = place.Epoch + 1,
            Stage = _stage.Name,
            Loss = (double)values.Total,
            Terms = values.Terms,
            Collapsed = collapsed,
            ActiveFraction = values.ActiveFraction,
            Easy = report.Triplets.Easy,
            SemiHard = report.Triplets.SemiHard,
            Hard = report.Triplets.Hard,
            PositiveDistance = report.MeanPositive,
            NegativeDistance = report.MeanNegative,
            Norm = report.MeanNorm,
            GradientNorm = norm,
            LearningRate = rate,
            ImagesPerSecond = batch.Count / seconds,
            DataWaitShare = waited,
        };
    }

    public void Dispose()
    {
        _freezing.Free();
        _scaler?.Dispose();
        _optimizer.Dispose();
        _losses.Dispose();
        _memory?.Dispose();
    }

    // The length of the gradient; infinite when half precision overflowed, and then nothing moved.
    private double Move(torch.Tensor before, torch.Tensor after, torch.Tensor labels)
    {
        var parameters = _optimizer.Groups.SelectMany(group => group.Parameters.Select(p => p.Parameter)).ToArray();
        if (_scaler is not null && !_scaler.Unscale(parameters))
        {
            return _scaler.IsStuck ? throw new NotFiniteException("the gradient") : double.PositiveInfinity;
        }

        var norm = GradientClipping.ByNorm(parameters, _recipe.ClipNorm);
        if (!double.IsFinite(norm))
        {
            throw new NotFiniteException("the gradient");
        }

        _optimizer.Step();
        _losses.AfterStep(before, after, labels);
        _average?.Update();
        return norm;
    }

    private IEnumerable<(string Name, torch.Tensor Tensor)> LossState() =>
        _losses.All.SelectMany(term => StateLoader.Entries(term.Loss).Select(entry => ($"losses.{term.Name}.{entry.Name}", entry.Tensor)));
}
