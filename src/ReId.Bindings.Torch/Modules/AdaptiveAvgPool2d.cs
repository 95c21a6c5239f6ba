using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long outputSize) => new(outputSize);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The mean of each cell of a fixed grid, whatever the input's size.</summary>
    public sealed class AdaptiveAvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long _size;

        internal AdaptiveAvgPool2d(long size)
            : base(nameof(AdaptiveAvgPool2d)) => _size = size;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.adaptive_avg_pool2d(tensor, _size);
    }
}
