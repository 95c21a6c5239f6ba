namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Stands where upstream keeps its hooks; hooks themselves are not bound.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected HookableModule(string name)
                : base(name)
            {
            }
        }
    }
}
