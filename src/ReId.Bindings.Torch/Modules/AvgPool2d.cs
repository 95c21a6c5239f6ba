using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                if (divisor_override is not null)
                {
                    throw new NotSupportedException("divisor_override is not bound");
                }

                return new AvgPool2d(kernel_size, stride, padding ?? 0, ceil_mode, count_include_pad);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The mean under a moving window.</summary>
    public sealed class AvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly (long Kernel, long? Stride, long Padding, bool Ceil, bool CountPadding) _window;

        internal AvgPool2d(long kernel, long? stride, long padding, bool ceil, bool countPadding)
            : base(nameof(AvgPool2d)) => _window = (kernel, stride, padding, ceil, countPadding);

        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.avg_pool2d(tensor, _window.Kernel, _window.Stride, _window.Padding, _window.Ceil, _window.CountPadding);
    }
}
