using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>The gradients that the last backward pass left in parameters.</summary>
internal static class Gradients
{
    /// <summary>The gradient of a parameter that learns, or null; the caller disposes it.</summary>
    public static torch.Tensor? Of(Parameter parameter)
    {
        var gradient = parameter.grad();
        if (gradient is null || parameter.requires_grad)
        {
            return gradient;
        }

        // Left from before it was frozen.
        gradient.Dispose();
        return null;
    }

    /// <summary>Forgets the gradient: a parameter that the next pass does not reach has none, and stays as it is.</summary>
    public static void Clear(Parameter parameter)
    {
#if TORCHSHARP_PACKAGE
        // The package cannot take a gradient away.
        using var gradient = parameter.grad();
        gradient?.zero_();
#else
        parameter.ClearGradient();
#endif
    }

    /// <summary>Euclidean length of all gradients together, with one transfer from the device; 0 when there is none.</summary>
    public static double Norm(IReadOnlyCollection<torch.Tensor> gradients)
    {
        if (gradients.Count == 0)
        {
            return 0;
        }

        using var scope = torch.NewDisposeScope();
        return (double)torch.stack(gradients.Select(gradient => gradient.norm())).norm();
    }
}
