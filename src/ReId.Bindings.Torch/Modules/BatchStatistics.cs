namespace TorchSharp.Modules;

/// <summary>What the batch normalisations have in common: learned scale and shift, running mean and variance.</summary>
internal sealed class BatchStatistics
{
    private readonly double _eps;
    private readonly double _momentum;

    internal BatchStatistics(torch.nn.Module owner, long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
    {
        (_eps, _momentum) = (eps, momentum);
        if (affine)
        {
            owner.register_parameter("weight", Weight = Initial.Ones(features, device, dtype));
            owner.register_parameter("bias", Bias = Initial.Zeros(features, device, dtype));
        }

        if (track)
        {
            owner.register_buffer("running_mean", Mean = torch.zeros(features, dtype, device));
            owner.register_buffer("running_var", Variance = torch.ones(features, dtype, device));
            owner.register_buffer("num_batches_tracked", Batches = torch.zeros([], torch.ScalarType.Int64, device));
        }
    }

    internal Parameter? Weight { get; }

    internal Parameter? Bias { get; }

    internal torch.Tensor? Mean { get; }

    internal torch.Tensor? Variance { get; }

    internal torch.Tensor? Batches { get; }

    internal torch.Tensor Normalise(torch.Tensor input, bool training)
    {
        if (training)
        {
            Batches?.add_(1L);
        }

        // Without running statistics the batch's own are used, in evaluation too.
        return torch.nn.functional.batch_norm(input, Mean!, Variance!, Weight, Bias, training || Mean is null, _momentum, _eps);
    }

    internal void Reset()
    {
        Mean?.zero_();
        Variance?.fill_(1L);
        Batches?.zero_();
    }
}
