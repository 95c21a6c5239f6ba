using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Precision;

/// <summary>
/// Multiplies the loss so that small gradients stay inside float16, and divides the gradients again (Micikevicius et al.
/// 2018, arXiv:1710.03740). The scale halves when a gradient overflows and doubles after 2000 steps without; powers of
/// two change no digit.
/// </summary>
/// <example><code>
/// scaler.Scale(loss).backward();
/// if (scaler.Unscale(parameters))
/// {
///     GradientClipping.ByNorm(parameters, 5);
///     optimizer.Step();
/// }
/// </code></example>
public sealed class GradientScaler : IDisposable
{
    /// <summary>The scale of the first step, as in PyTorch.</summary>
    public const double FirstScale = 65536;

    private const double LeastScale = 1;
    private const double MostScale = 1 << 24;
    private const int StuckSteps = 20;
    private const string ScaleName = "scale";
    private const string StepsName = "steps";

    private readonly int _growthSteps;
    private readonly torch.Tensor _savedScale;
    private readonly torch.Tensor _savedSteps;
    private long _steps;
    private int _overflows;

    /// <summary>Begins with <see cref="FirstScale"/>.</summary>
    /// <param name="growthSteps">Steps without overflow after which the scale doubles, at least 1.</param>
    public GradientScaler(int growthSteps = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(growthSteps, 1);
        _growthSteps = growthSteps;
        _savedScale = torch.zeros([], torch.ScalarType.Float64).DetachFromDisposeScope();
        _savedSteps = torch.zeros([], torch.ScalarType.Int64).DetachFromDisposeScope();
    }

    /// <summary>What the next loss is multiplied by.</summary>
    public double Factor { get; private set; } = FirstScale;

    /// <summary>
    /// Whether twenty gradients in a row overflowed although they were multiplied by the least scale: then it is no bad
    /// batch, and nothing will be learned any more.
    /// </summary>
    public bool IsStuck => _overflows >= StuckSteps;

    /// <summary>The loss to run backward.</summary>
    /// <param name="loss">A scalar in float32 or float64.</param>
    public torch.Tensor Scale(torch.Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.mul(Factor);
    }

    /// <summary>Divides the gradients by the scale, and sets the scale of the next step.</summary>
    /// <param name="parameters">Those that learn.</param>
    /// <returns>False when a gradient overflowed: leave this step out; the next one has half the scale.</returns>
    public bool Unscale(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var gradients = parameters.Select(Gradients.Of).OfType<torch.Tensor>().ToArray();
        foreach (var gradient in gradients)
        {
            gradient.mul_(1 / Factor);
        }

        var finite = double.IsFinite(Gradients.Norm(gradients));
        _steps = finite ? _steps + 1 : 0;
        _overflows = finite || Factor > LeastScale ? 0 : _overflows + 1;
        if (!finite)
        {
            Factor = Math.Max(LeastScale, Factor / 2);
        }
        else if (_steps == _growthSteps)
        {
            (Factor, _steps) = (Math.Min(MostScale, Factor * 2), 0);
        }

        return finite;
    }

    /// <summary>Scale and count, for a checkpoint; the tensors stay its own.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State()
    {
        _savedScale.fill_(Factor);
        _savedSteps.fill_(_steps);
        return new Dictionary<string, torch.Tensor> { [ScaleName] = _savedScale, [StepsName] = _savedSteps };
    }

    /// <summary>Takes over what <see cref="State"/> gave.</summary>
    /// <param name="state">Scale and count.</param>
    /// <exception cref="ReIdException">One is missing or no scale.</exception>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.TryGetValue(ScaleName, out var scale) || !state.TryGetValue(StepsName, out var steps)
            || scale.numel() != 1 || steps.numel() != 1 || (double)scale is not (>= LeastScale and <= MostScale))
        {
            throw new ReIdException($"The state of the gradient scaler does not fit: it needs a '{ScaleName}' from {LeastScale} to {MostScale} and '{StepsName}'.");
        }

        (Factor, _steps) = ((double)scale, (long)steps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _savedScale.Dispose();
        _savedSteps.Dispose();
    }
}
