using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static MaxPool2d MaxPool2d(long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceilMode = false) =>
                new(kernelSize, stride, padding, dilation, ceilMode);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The largest value under a moving window.</summary>
    public sealed class MaxPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly (long Kernel, long? Stride, long? Padding, long? Dilation, bool Ceil) _window;

        internal MaxPool2d(long kernel, long? stride, long? padding, long? dilation, bool ceil)
            : base(nameof(MaxPool2d)) => _window = (kernel, stride, padding, dilation, ceil);

        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.max_pool2d(tensor, _window.Kernel, _window.Stride, _window.Padding, _window.Dilation, _window.Ceil);
    }
}
