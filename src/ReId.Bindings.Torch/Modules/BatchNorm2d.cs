using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm2d BatchNorm2d(long features, double eps = 1E-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Normalises each channel over the batch (Ioffe and Szegedy, 2015).</summary>
    public sealed class BatchNorm2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly BatchStatistics _statistics;

        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(BatchNorm2d)) =>
            _statistics = new BatchStatistics(this, features, eps, momentum, affine, track, device, dtype);

        public Parameter weight => _statistics.Weight!;

        public Parameter bias => _statistics.Bias!;

        public torch.Tensor running_mean => _statistics.Mean!;

        public torch.Tensor running_var => _statistics.Variance!;

        public torch.Tensor num_batches_tracked => _statistics.Batches!;

        public override torch.Tensor forward(torch.Tensor tensor) => _statistics.Normalise(tensor, training);

        public void reset_running_stats() => _statistics.Reset();
    }
}
