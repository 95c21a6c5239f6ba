using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>Shortens gradients that are too long (Pascanu, Mikolov, Bengio 2013, arXiv:1211.5063).</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients together so that their length is at most <paramref name="greatest"/>.</summary>
    /// <param name="parameters">Those without a gradient, or frozen, count nothing.</param>
    /// <param name="greatest">Greatest length; 0 leaves the gradients alone.</param>
    /// <returns>The length before; not finite when a gradient is not, and then nothing is changed.</returns>
    public static double ByNorm(IEnumerable<Parameter> parameters, double greatest)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var gradients = parameters.Select(Gradients.Of).OfType<torch.Tensor>().ToArray();
        var norm = Gradients.Norm(gradients);
        if (greatest > 0 && double.IsFinite(norm) && norm > greatest)
        {
            foreach (var gradient in gradients)
            {
                gradient.mul_(greatest / norm);
            }
        }

        return norm;
    }
}
